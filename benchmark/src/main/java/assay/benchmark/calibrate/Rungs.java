package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.benchmark.session.InputSpec;
import java.util.List;

/// The kinds of chain that ladders are made of. Each kernel stands as models have it: weights
/// stored, values made by the kernel before.
final class Rungs {

    private static final long REFERENCE_SIDE = 512;
    private static final long REFERENCE_PIXELS = 28;
    private static final long REFERENCE_CHANNELS = 64;

    /// 16 MiB of floats.
    private static final long REFERENCE_LENGTH = 4 << 20;

    private Rungs() {}

    /// `m x width` times stored `width x width`, `links` times.
    static Rung product(Family family, long m, long width, int links) {
        Chain chain = new Chain(family.word() + " " + m + "x" + width + "x" + width, m, width);
        for (int i = 0; i < links; i++) {
            chain.then("MatMul", List.of(chain.weight(width, width, width)));
        }
        double flops = 2.0 * m * width * width;
        return chain.rung(new Quantity.Arithmetic(family, flops), links, m, width);
    }

    /// `m x 4 width` times stored `4 width x width`: the second product of a transformer's
    /// feed-forward part, whose long rows do not stay in the nearest caches.
    static Rung deepProduct(long m, long width) {
        long depth = 4 * width;
        Chain chain = new Chain("gemm " + m + "x" + depth + "x" + width, m, depth);
        chain.then("MatMul", List.of(chain.weight(depth, depth, width)));
        double flops = 2.0 * m * depth * width;
        return chain.rung(new Quantity.Arithmetic(Family.GEMM, flops), 1, m, width);
    }

    /// As [#product] with unsigned 8-bit rows and signed 8-bit weights, summed in 32 bits. The
    /// products stand side by side: their results have another type than their operands.
    static Rung integerProduct(long m, long width, int links) {
        String name = Family.GEMM_INT8.word() + " " + m + "x" + width + "x" + width;
        ModelBuilder model = new ModelBuilder(name, Chain.IR_VERSION, Chain.OPSET);
        model.input("x", ElementType.UINT8, Shape.of(m, width));
        for (int i = 0; i < links; i++) {
            model.weight(
                    new WeightSpec(
                            "w" + i,
                            ElementType.INT8,
                            List.of(width, width),
                            new Fill.Uniform(-100, 100),
                            WeightSpec.Role.PARAMETER));
            model.node("n" + i, "MatMulInteger", List.of("x", "w" + i), "y" + i);
            model.output("y" + i, ElementType.INT32, Shape.of(m, width));
        }
        double flops = 2.0 * m * width * width;
        return new Rung(
                name,
                new Quantity.Arithmetic(Family.GEMM_INT8, flops),
                links,
                model.build(),
                List.of(new InputSpec("x", ElementType.UINT8, List.of(m, width), 0, 200)));
    }

    /// Convolutions of `side x side` images with `channels` in and out, padded to keep the size,
    /// each with a ReLU that joins it, as nearly all have. A global mean ends the chain, so that
    /// little is left to be laid out anew for the caller.
    static Rung convolution(
            Family family, long side, long channels, long kernel, long groups, int links) {
        Chain chain = image(family, side, channels);
        for (int i = 0; i < links; i++) {
            convolve(chain, channels, channels, kernel, groups);
        }
        long channelsInGroup = channels / groups;
        double flops = 2.0 * side * side * channels * channelsInGroup * kernel * kernel;
        return mean(chain, family, flops, links, channels);
    }

    /// Pairs of 1x1 convolutions, to four times as many channels and back, as bottlenecks and
    /// inverted residuals have them.
    static Rung pointwise(long side, long channels, int pairs) {
        Chain chain = image(Family.POINTWISE, side, channels);
        for (int i = 0; i < pairs; i++) {
            convolve(chain, channels, 4 * channels, 1, 1);
            convolve(chain, 4 * channels, channels, 1, 1);
        }
        return mean(
                chain,
                Family.POINTWISE,
                8.0 * side * side * channels * channels,
                2 * pairs,
                channels);
    }

    private static Chain image(Family family, long side, long channels) {
        return new Chain(
                family.word() + " " + side + "x" + side + "x" + channels, 1, channels, side, side);
    }

    private static void convolve(Chain chain, long from, long to, long kernel, long groups) {
        long pad = kernel / 2;
        chain.then(
                "Conv",
                List.of(
                        chain.weight(
                                from / groups * kernel * kernel,
                                to,
                                from / groups,
                                kernel,
                                kernel)),
                "kernel_shape",
                new long[] {kernel, kernel},
                "pads",
                new long[] {pad, pad, pad, pad},
                "group",
                groups);
        chain.then("Relu", List.of());
    }

    private static Rung mean(Chain chain, Family family, double flops, int links, long channels) {
        chain.then("GlobalAveragePool", List.of());
        return chain.rung(new Quantity.Arithmetic(family, flops), links, 1, channels, 1, 1);
    }

    /// `x + b` over and over: two reads and a write of `bytes / 3` each.
    static Rung addition(long bytes, int links) {
        long length = bytes / 12;
        Chain chain = new Chain("add " + bytes / 1024 + " KiB", length);
        String b = chain.input("b", length);
        for (int i = 0; i < links; i++) {
            chain.then("Add", List.of(b));
        }
        return chain.rung(new Quantity.Traffic(12.0 * length), links, length);
    }

    /// An element-wise function or a row-wise operator without weights, `rows x width` elements.
    static Rung rows(Family family, String operator, long rows, long width, int links) {
        Chain chain = new Chain(operator + " " + rows + "x" + width, rows, width);
        for (int i = 0; i < links; i++) {
            chain.then(operator, List.of());
        }
        double elements = (double) rows * width;
        return chain.rung(new Quantity.Arithmetic(family, elements), links, rows, width);
    }

    /// Layer normalizations, scale 1 and shift 0.
    static Rung normalization(long rows, long width, int links) {
        Chain chain = new Chain("LayerNormalization " + rows + "x" + width, rows, width);
        for (int i = 0; i < links; i++) {
            chain.then(
                    "LayerNormalization",
                    List.of(chain.constant("scale", 1, width), chain.constant("shift", 0, width)));
        }
        double elements = (double) rows * width;
        return chain.rung(
                new Quantity.Arithmetic(Family.NORMALIZATION, elements), links, rows, width);
    }

    /// One run of a reference kernel.
    static Rung reference(CpuProfile.Reference kernel) {
        Chain chain =
                switch (kernel) {
                    case PRODUCT -> {
                        long side = REFERENCE_SIDE;
                        Chain product = new Chain("reference " + kernel.word(), side, side);
                        yield product.then("MatMul", List.of(product.weight(side, side, side)));
                    }
                    case CHAIN -> {
                        Chain convolutions =
                                new Chain(
                                        "reference " + kernel.word(),
                                        1,
                                        REFERENCE_CHANNELS,
                                        REFERENCE_PIXELS,
                                        REFERENCE_PIXELS);
                        for (int i = 0; i < 4; i++) {
                            convolve(
                                    convolutions, REFERENCE_CHANNELS, 4 * REFERENCE_CHANNELS, 1, 1);
                            convolve(
                                    convolutions, 4 * REFERENCE_CHANNELS, REFERENCE_CHANNELS, 1, 1);
                        }
                        yield convolutions.then("GlobalAveragePool", List.of());
                    }
                    case ADDITION -> {
                        Chain sum = new Chain("reference " + kernel.word(), REFERENCE_LENGTH);
                        yield sum.then("Add", List.of(sum.input("b", REFERENCE_LENGTH)));
                    }
                };
        long[] shape =
                switch (kernel) {
                    case PRODUCT -> new long[] {REFERENCE_SIDE, REFERENCE_SIDE};
                    case CHAIN -> new long[] {1, REFERENCE_CHANNELS, 1, 1};
                    case ADDITION -> new long[] {REFERENCE_LENGTH};
                };
        return chain.rung(new Quantity.Reference(kernel), 1, shape);
    }

    /// Eight floats added to over and over: all that is left is the provider's cost of a node.
    static Rung tiny(Quantity quantity, int links) {
        Chain chain = new Chain("tiny x " + links, 8);
        String b = chain.input("b", 8);
        for (int i = 0; i < links; i++) {
            chain.then("Add", List.of(b));
        }
        return chain.rung(quantity, links, 8);
    }
}
