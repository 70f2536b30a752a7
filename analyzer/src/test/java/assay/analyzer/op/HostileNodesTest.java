package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThatCode;

import assay.analyzer.graph.Attribute;
import assay.analyzer.op.Ops.Row;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every operator over nodes that no exporter writes: any number of inputs of any rank and type,
/// numbers at the edge of 64 bits, attributes of the wrong kind. Nothing may throw. The sequence of
/// nodes is fixed by its seed.
class HostileNodesTest {

    private static final int NODES_PER_OPERATOR = 300;

    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        3,
        -2,
        4,
        7,
        64,
        4096,
        4097,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1,
        1L << 40
    };

    private static final List<String> NAMES =
            List.of(
                    "axis",
                    "axes",
                    "perm",
                    "split",
                    "starts",
                    "ends",
                    "shape",
                    "pads",
                    "strides",
                    "dilations",
                    "kernel_shape",
                    "group",
                    "to",
                    "k",
                    "keepdims",
                    "mode",
                    "scales",
                    "auto_pad",
                    "output_shape",
                    "output_padding",
                    "ceil_mode",
                    "blocksize",
                    "value",
                    "value_ints",
                    "num_outputs",
                    "equation",
                    "direction",
                    "layout",
                    "hidden_size",
                    "batch_dims",
                    "start",
                    "end",
                    "transA",
                    "transB",
                    "size",
                    "num_groups",
                    "dtype",
                    "allowzero",
                    "broadcast",
                    "noop_with_empty_axes",
                    "stash_type",
                    "tiles",
                    "paddings",
                    "height_scale",
                    "keep_aspect_ratio_policy",
                    "num_heads",
                    "p");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    "SAME_UPPER",
                    "VALID",
                    "bidirectional",
                    "not_larger",
                    "cubic",
                    "tanh",
                    "ij,jk->ik",
                    "...i,i...->...",
                    "i,i",
                    "->",
                    "i...j...",
                    "ii->i",
                    "\u0000,,->z");

    private final Random random = new Random(20);

    @Test
    void noNodeMakesAnOperatorThrow() {
        List<Row> rows = new ArrayList<>(OnnxOps.ROWS);
        rows.addAll(Elementwise.ROWS);
        for (Row row : rows) {
            for (int i = 0; i < NODES_PER_OPERATOR; i++) {
                int opset = 1 + random.nextInt(28);
                OneNode node = node(row.name(), opset);
                assertThatCode(node::checkRules)
                        .as(row.name() + " " + i + " of set " + opset)
                        .doesNotThrowAnyException();
            }
        }
    }

    private OneNode node(String operator, int opset) {
        OneNode node = new OneNode(operator, opset);
        int inputs = random.nextInt(6);
        for (int i = 0; i < inputs; i++) {
            switch (random.nextInt(8)) {
                case 0 -> node.absent();
                case 1, 2, 3 -> node.value(value());
                case 4 -> node.input(ValueType.unknown("nothing is known"));
                default -> node.input(ValueType.tensor(type(), shape()));
            }
        }
        int attributes = random.nextInt(12);
        for (int i = 0; i < attributes; i++) {
            node.with(NAMES.get(random.nextInt(NAMES.size())), attribute());
        }
        return node.outputs(random.nextInt(5));
    }

    private ElementType type() {
        ElementType[] types = ElementType.values();
        return types[random.nextInt(types.length)];
    }

    private long number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private Shape shape() {
        if (random.nextInt(10) == 0) {
            return Shape.unranked("nothing is known");
        }
        List<Dim> dims = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            dims.add(
                    switch (random.nextInt(4)) {
                        case 0 -> Dim.symbol("N" + random.nextInt(2));
                        case 1 -> Dim.unknown("nothing is known");
                        case 2 -> Dim.of(random.nextInt(5));
                        default -> Dim.of(Math.max(0, number()));
                    });
        }
        return Shape.of(dims);
    }

    private TensorValue value() {
        List<Long> shape = new ArrayList<>();
        int size = 1;
        for (int i = random.nextInt(3); i > 0; i--) {
            int dim = random.nextInt(5);
            shape.add((long) dim);
            size *= dim;
        }
        List<Dim> integers = new ArrayList<>();
        List<Double> reals = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            integers.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Dim.symbol("N0");
                        case 1 -> Dim.unknown("nothing is known");
                        default -> Dim.of(number());
                    });
            reals.add(random.nextInt(4) == 0 ? Double.NaN : number() / 3.0);
            texts.add("text");
        }
        return switch (random.nextInt(6)) {
            case 0 -> new TensorValue.Texts(shape, texts);
            case 1 -> new TensorValue.Reals(ElementType.FLOAT32, shape, reals);
            case 2 -> new TensorValue.Reals(ElementType.FLOAT8E5M2, shape, reals);
            case 3 -> new TensorValue.Integers(ElementType.FLOAT32, shape, integers);
            case 4 -> new TensorValue.Integers(ElementType.UINT8, shape, integers);
            default -> new TensorValue.Integers(ElementType.INT64, shape, integers);
        };
    }

    private Attribute attribute() {
        return switch (random.nextInt(6)) {
            case 0 -> new Attribute.Text(TEXTS.get(random.nextInt(TEXTS.size())));
            case 1 -> new Attribute.Real(number() / 2.0);
            case 2 -> new Attribute.Reals(List.of(0.5, -1.0, Double.NaN, 1e300));
            case 3, 4 -> {
                List<Long> numbers = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    numbers.add(number());
                }
                yield new Attribute.Ints(numbers);
            }
            default -> new Attribute.Int(number());
        };
    }
}
