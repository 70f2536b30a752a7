package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.op.Ops.Row;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No operator throws, whatever a model holds: absent inputs, absurd ranks, attributes out of
/// range.
class HostileListsTest {

    private static final List<ValueType> TYPES =
            List.of(
                    ValueType.unknown("nothing is known"),
                    ValueType.tensor(ElementType.FLOAT32, Shape.unranked("any")),
                    ValueType.tensor(ElementType.FLOAT32, Shape.scalar()),
                    ValueType.tensor(ElementType.INT64, Shape.of(0)),
                    ValueType.tensor(ElementType.INT64, Shape.of(Dim.symbol("N"))),
                    ValueType.tensor(ElementType.FLOAT32, Shape.of(2, 6, 4)),
                    ValueType.tensor(ElementType.FLOAT16, Shape.of(1L << 62, 3, 1L << 62, 5)),
                    ValueType.tensor(ElementType.STRING, Shape.ofRank(40, "deep")),
                    new ValueType.SequenceType(ValueType.unknown("any")));

    private static final List<String> NAMES =
            List.of(
                    "axis",
                    "num_heads",
                    "kv_num_heads",
                    "q_num_heads",
                    "K",
                    "N",
                    "k",
                    "dtype",
                    "to",
                    "num_scan_inputs",
                    "output_height",
                    "sample_size",
                    "channels",
                    "group",
                    "targets",
                    "n_targets",
                    "batch_axis",
                    "transA",
                    "new_axis",
                    "max_map");

    @Test
    void noOperatorThrows() {
        Map<String, List<Row>> all =
                Map.of(
                        "ai.onnx",
                        Stream.concat(OnnxOps.ROWS.stream(), LegacyOps.ROWS.stream()).toList(),
                        "ai.onnx.ml",
                        MlOps.ROWS,
                        "ai.onnx.preview.training",
                        TrainingOps.ROWS,
                        "com.microsoft",
                        MicrosoftOps.ROWS,
                        "com.microsoft.nchwc",
                        MicrosoftOps.BLOCKED,
                        "com.ms.internal.nhwc",
                        MicrosoftOps.NHWC);
        List<String> thrown = new ArrayList<>();
        all.forEach((domain, rows) -> {
            for (Row row : rows) {
                for (int inputs : new int[] {0, 1, 3, 9}) {
                    for (ValueType type : TYPES) {
                        for (long number : new long[] {0, -1, 1, 7, Long.MIN_VALUE}) {
                            attempt(domain, row, inputs, type, number, thrown);
                        }
                    }
                }
            }
        });
        assertThat(thrown).isEmpty();
    }

    private static void attempt(
            String domain, Row row, int inputs, ValueType type, long number, List<String> thrown) {
        Map<String, Attribute> attributes = new HashMap<>();
        if (number != 0) {
            NAMES.forEach(name -> attributes.put(name, new Attribute.Int(number)));
            for (String name : List.of("pads", "strides", "kernel_shape", "axes", "shape")) {
                attributes.put(name, new Attribute.Ints(List.of(number, number)));
            }
        }
        SmallModel model =
                new SmallModel()
                        .input("x", type)
                        .constant("n", TensorValue.vector(List.of(Dim.of(number), Dim.of(3))));
        List<String> from = new ArrayList<>(Collections.nCopies(inputs, "x"));
        for (int i = 1; i < inputs; i += 2) {
            from.set(i, number == 7 ? "" : "n");
        }
        model.node(domain, row.name(), from, List.of("a", "", "c"), attributes);
        try {
            model.checkRules();
        } catch (RuntimeException | StackOverflowError e) {
            thrown.add(row.name() + " " + inputs + " " + type + " " + number + ": " + e);
        }
    }
}
