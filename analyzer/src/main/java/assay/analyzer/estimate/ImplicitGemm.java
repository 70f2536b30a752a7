package assay.analyzer.estimate;

import java.util.List;
import java.util.Objects;

/// A convolution as a matrix product that is never written out: positions x filters over C R S. On
/// FP32 units, tiles of 128 positions by 128, 64 or 32 filters.
final class ImplicitGemm {
    private static final List<Tile> TILES =
            List.of(new Tile(128, 128), new Tile(128, 64), new Tile(128, 32));

    private ImplicitGemm() {}

    static Terms terms(Gpu gpu, Kernel.Convolution conv) {
        double positions = (double) conv.images() * conv.outputPixels();
        double depth =
                Math.ceil(depth(conv) / 8) * 8 + gpu.fitted(FittedConstant.IMPLICIT_PROLOGUE);
        double inputShare = conv.taps() == 1 ? 1.0 / conv.strides().getFirst() : 1;
        double perGroup = (double) conv.channels() / conv.groups();
        double memory = gpu.memory().seconds(bytes(conv, perGroup, inputShare));
        Waves law =
                new Waves(
                        gpu.fitted(FittedConstant.IMPLICIT_TAIL),
                        gpu.fitted(FittedConstant.IMPLICIT_LEAST));
        Terms best = null;
        double leastCompute = Double.POSITIVE_INFINITY;
        for (Tile tile : TILES) {
            double blocks = conv.groups() * tile.blocks(positions, filters(conv));
            double waves = law.of(blocks, gpu.processors());
            double atBoost =
                    gpu.fitted(FittedConstant.IMPLICIT)
                            * 2
                            * tile.rows()
                            * tile.columns()
                            * depth
                            * (1 + gpu.fitted(FittedConstant.IMPLICIT_FEED) * tile.perimeter())
                            / gpu.ratePerProcessor()
                            * waves;
            if (atBoost < leastCompute) {
                leastCompute = atBoost;
                double compute =
                        gpu.slowed(
                                atBoost,
                                SustainedClock.CONVOLUTION_FORMULA_SHARE,
                                ConvKernel.ESCAPE_SECONDS,
                                gpu.filled(blocks, waves));
                best =
                        new Terms(
                                compute,
                                memory,
                                Terms.norm(compute, memory, gpu.fitted(FittedConstant.OVERLAP)),
                                (long) blocks,
                                blocks / gpu.processors(),
                                1,
                                "implicit GEMM, tiles " + tile);
            }
        }
        return Objects.requireNonNull(best);
    }

    /// Length of the inner product: C R S, and for a transposed convolution only the taps that meet
    /// an input.
    static double depth(Kernel.Convolution conv) {
        double perGroup = (double) conv.channels() / conv.groups();
        double depth = perGroup * conv.taps();
        return conv.transposed() ? Math.max(perGroup, depth / strides(conv)) : depth;
    }

    /// Filters of one group.
    static double filters(Kernel.Convolution conv) {
        return (double) conv.filters() / conv.groups();
    }

    /// Product of the strides.
    static double strides(Kernel.Convolution conv) {
        return conv.strides().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    }

    /// Bytes of input, weights and output.
    ///
    /// @param perGroup channels that the weights of a group are stored with
    /// @param inputShare share of the input that is read
    static double bytes(Kernel.Convolution conv, double perGroup, double inputShare) {
        double input = (double) conv.images() * conv.channels() * conv.inputPixels() * inputShare;
        double output = (double) conv.images() * conv.filters() * conv.outputPixels();
        double weights = perGroup * conv.taps() * conv.filters();
        return conv.type().bits() / 8.0 * (input + output + weights);
    }
}
