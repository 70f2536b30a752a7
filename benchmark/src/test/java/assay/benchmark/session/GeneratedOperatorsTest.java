package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.NodeSpec;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.session.TypeComparison.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Single operators with drawn shapes and attributes, edges of the data included: what the analysis
/// says of their results, held against ONNX Runtime. A drawn node that the runtime refuses proves
/// nothing and is left out.
class GeneratedOperatorsTest {

    private static final int MODELS = 24;

    @TempDir Path folder;

    private final Random random = new Random(20);

    /// Draws one node into a model.
    private interface Draw {
        void into(GeneratedOperatorsTest test, ModelBuilder model);
    }

    private enum Drawn {
        CONVOLUTION(GeneratedOperatorsTest::convolution),
        TRANSPOSED_CONVOLUTION(GeneratedOperatorsTest::transposedConvolution),
        POOLING(GeneratedOperatorsTest::pooling),
        SLICE(GeneratedOperatorsTest::slice),
        PAD(GeneratedOperatorsTest::pad),
        REDUCTION(GeneratedOperatorsTest::reduction),
        RESIZE(GeneratedOperatorsTest::resize),
        RANGE(GeneratedOperatorsTest::range),
        SPLIT(GeneratedOperatorsTest::split),
        GATHER(GeneratedOperatorsTest::gather);

        final Draw draw;

        Drawn(Draw draw) {
            this.draw = draw;
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingSaidIsWrong(Drawn drawn) {
        int ran = 0;
        for (int i = 0; i < MODELS; i++) {
            ModelBuilder model = new ModelBuilder("drawn", 8, 18);
            model.input("kept", ElementType.FLOAT32, Shape.of(1));
            model.node("identity", "Identity", List.of("kept"), "out");
            model.output("out", ElementType.FLOAT32, Shape.of(1));
            drawn.draw.into(this, model);
            Path path = folder.resolve("drawn.onnx");
            OnnxWriter.write(model.build(), path, 1);
            Analysis analysis = Analysis.of(path, Assumptions.NONE);
            List<TypeComparison> compared;
            try {
                compared = TypeComparison.of(path, analysis, analysis.at(1), 1, folder);
            } catch (BenchmarkException _) {
                continue;
            }
            ran++;
            assertThat(compared)
                    .as(model.build().nodes().toString())
                    .filteredOn(each -> each.verdict() == Verdict.WRONG)
                    .isEmpty();
        }
        assertThat(ran).isGreaterThan(MODELS / 2);
    }

    private int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private long[] numbers(int count, int least, int most) {
        return LongStream.range(0, count).map(_ -> from(least, most)).toArray();
    }

    private String data(ModelBuilder model, long... dims) {
        return model.input("x", ElementType.FLOAT32, Shape.of(dims));
    }

    private static String constant(ModelBuilder model, String name, long... elements) {
        List<Double> values = LongStream.of(elements).mapToObj(each -> (double) each).toList();
        return model.weight(
                new WeightSpec(
                        name,
                        ElementType.INT64,
                        List.of((long) elements.length),
                        new Fill.Values(values),
                        WeightSpec.Role.CONSTANT));
    }

    private long[] joined(long first, long second, long[] rest) {
        return LongStream.concat(LongStream.of(first, second), LongStream.of(rest)).toArray();
    }

    private String padding() {
        return List.of("VALID", "SAME_UPPER", "SAME_LOWER").get(random.nextInt(3));
    }

    /// Window attributes over `axes` axes, padded by numbers or by a rule.
    private List<Object> window(int axes, long[] kernel) {
        List<Object> attributes =
                new ArrayList<>(List.of("kernel_shape", kernel, "strides", numbers(axes, 1, 3)));
        attributes.addAll(
                random.nextBoolean()
                        ? List.of("pads", numbers(2 * axes, 0, 1))
                        : List.of("auto_pad", padding()));
        return attributes;
    }

    private void convolution(ModelBuilder model) {
        int axes = from(1, 3);
        int group = from(1, 2);
        long[] kernel = numbers(axes, 1, 4);
        List<Object> attributes = window(axes, kernel);
        attributes.addAll(List.of("group", group));
        model.node(
                "drawn",
                "Conv",
                List.of(
                        data(model, joined(from(1, 3), 2L * group, numbers(axes, 3, 12))),
                        model.weight("w", new Fill.Counting(), joined(2L * group, 2, kernel))),
                "y",
                attributes.toArray());
    }

    private void transposedConvolution(ModelBuilder model) {
        int axes = from(1, 3);
        long[] kernel = numbers(axes, 1, 4);
        model.node(
                "drawn",
                "ConvTranspose",
                List.of(
                        data(model, joined(1, 2, numbers(axes, 2, 8))),
                        model.weight("w", new Fill.Counting(), joined(2, 3, kernel))),
                "y",
                window(axes, kernel).toArray());
    }

    private void pooling(ModelBuilder model) {
        int axes = from(1, 3);
        List<Object> attributes = window(axes, numbers(axes, 1, 4));
        attributes.addAll(List.of("ceil_mode", from(0, 1)));
        model.node(
                "drawn",
                random.nextBoolean() ? "MaxPool" : "AveragePool",
                List.of(data(model, joined(1, 2, numbers(axes, 4, 14)))),
                "y",
                attributes.toArray());
    }

    private long end() {
        return switch (from(0, 3)) {
            case 0 -> Integer.MAX_VALUE;
            case 1 -> -Integer.MAX_VALUE;
            default -> from(-10, 10);
        };
    }

    private void slice(ModelBuilder model) {
        long[] dims = numbers(from(1, 3), 1, 8);
        int count = dims.length;
        model.node(
                "drawn",
                "Slice",
                List.of(
                        data(model, dims),
                        constant(model, "starts", numbers(count, -10, 10)),
                        constant(
                                model,
                                "ends",
                                LongStream.range(0, count).map(_ -> end()).toArray()),
                        constant(model, "axes", LongStream.range(0, count).toArray()),
                        constant(
                                model,
                                "steps",
                                LongStream.range(0, count)
                                        .map(_ -> random.nextBoolean() ? from(1, 3) : from(-3, -1))
                                        .toArray())),
                "y");
    }

    private void pad(ModelBuilder model) {
        long[] dims = numbers(from(1, 4), 2, 8);
        model.node(
                "drawn",
                "Pad",
                List.of(
                        data(model, dims),
                        constant(model, "pads", numbers(2 * dims.length, -1, 3))),
                "y");
    }

    private void reduction(ModelBuilder model) {
        long[] dims = numbers(from(1, 4), 1, 6);
        List<String> from = new ArrayList<>(List.of(data(model, dims)));
        if (random.nextBoolean()) {
            from.add(constant(model, "axes", from(-dims.length, dims.length - 1)));
        }
        model.node(
                "drawn",
                random.nextBoolean() ? "ReduceMax" : "ReduceMean",
                from,
                "y",
                "keepdims",
                from(0, 1),
                "noop_with_empty_axes",
                from(0, 1));
    }

    private void resize(ModelBuilder model) {
        String image = data(model, joined(1, 2, numbers(2, 2, 9)));
        model.node(
                "drawn",
                "Resize",
                List.of(image, "", "", constant(model, "sizes", numbers(2, 1, 12))),
                "y",
                "axes",
                new long[] {2, 3},
                "mode",
                "linear",
                "keep_aspect_ratio_policy",
                List.of("stretch", "not_larger", "not_smaller").get(random.nextInt(3)));
    }

    private static String scalar(ModelBuilder model, String name, ElementType type, double value) {
        return model.weight(
                new WeightSpec(
                        name,
                        type,
                        List.of(),
                        new Fill.Values(List.of(value)),
                        WeightSpec.Role.CONSTANT));
    }

    private void range(ModelBuilder model) {
        ElementType type = random.nextBoolean() ? ElementType.INT64 : ElementType.FLOAT32;
        double unit = type == ElementType.INT64 ? 1 : 0.1;
        model.node(
                "drawn",
                "Range",
                List.of(
                        scalar(model, "start", type, unit * from(-9, 9)),
                        scalar(model, "limit", type, unit * from(-30, 30)),
                        scalar(
                                model,
                                "delta",
                                type,
                                unit * (random.nextBoolean() ? from(1, 4) : from(-4, -1)))),
                "y");
    }

    private void split(ModelBuilder model) {
        int parts = from(2, 4);
        List<String> to = LongStream.range(0, parts).mapToObj(i -> "y" + i).toList();
        model.node(
                new NodeSpec(
                        "drawn",
                        "Split",
                        "",
                        List.of(data(model, from(9, 16), 3)),
                        to,
                        ModelBuilder.attributes("num_outputs", parts)));
    }

    private void gather(ModelBuilder model) {
        long[] dims = numbers(from(1, 3), 2, 6);
        int axis = from(-dims.length, dims.length - 1);
        model.node(
                "drawn",
                "Gather",
                List.of(
                        data(model, dims),
                        random.nextBoolean()
                                ? constant(model, "indices", numbers(from(1, 3), -2, 1))
                                : scalar(model, "indices", ElementType.INT64, from(-2, 1))),
                "y",
                "axis",
                axis);
    }
}
