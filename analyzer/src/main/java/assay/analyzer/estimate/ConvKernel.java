package assay.analyzer.estimate;

import java.util.List;
import java.util.Objects;

/// Convolutions on NVIDIA GPUs: the algorithm that cuDNN is likely to pick, and its time.
///
/// FP32 constants were fitted, each GPU left out in turn, on the DeepBench rows of P100, V100-SXM2,
/// T4 and TitanXp and on the longer train rows, each law on rows where its kernel ran; FP16 on the
/// DeepBench rows of V100-SXM2 and T4.
final class ConvKernel {
    /// Exponent by which compute and memory overlap.
    static final double OVERLAP = 1.54;

    /// Seconds for which a card of at most 75 W keeps its short-kernel clock in a convolution.
    static final double ESCAPE_SECONDS = 1.5e-3;

    private static final List<Tile> TILES =
            List.of(new Tile(128, 128), new Tile(128, 64), new Tile(128, 32));
    private static final double IMPLICIT = 0.915;
    private static final double IMPLICIT_KAPPA = 12.5;
    private static final double IMPLICIT_PROLOGUE = 9.48;
    private static final Waves IMPLICIT_WAVES = new Waves(0.5, 1.2);

    /// How much worse an algorithm's predicted time may be before implicit GEMM is preferred. They
    /// bias the choice only.
    private static final double FUSED_WINOGRAD_BIAS = 1.1;

    private static final double SPLIT_WINOGRAD_BIAS = 1.4;

    private static final List<Tile> MATRIX_TILES =
            List.of(
                    new Tile(256, 128),
                    new Tile(256, 64),
                    new Tile(128, 128),
                    new Tile(128, 64),
                    new Tile(128, 256),
                    new Tile(64, 64));

    /// Tensors lie channels first; matrix units want them last. The kernels that turn them before
    /// and after are launches of their own, their traffic part of the fit. Seen on the ResNet-50
    /// latencies that ONNX Runtime has on an RTX 4090.
    private static final int LAYOUT_LAUNCHES = 2;

    private static final double MATRIX = 1.23;
    private static final double MATRIX_PROLOGUE = 0.00392;
    private static final Waves MATRIX_WAVES = new Waves(0.138, 1.33);

    /// What first layers (fewer than 8 channels) pay for gathering their input, in bytes over the
    /// L2 bound.
    private static final double FEW_CHANNELS = 16.9;

    /// Grouped convolutions: share of the FP32 peak and of the usual bandwidth. No public
    /// measurement; a judgement.
    private static final double GROUPED_COMPUTE = 0.25;

    private static final double GROUPED_MEMORY = 0.7;

    /// Channels of a group from which its convolution may run as a matrix product. A judgement.
    private static final long WIDE_GROUP = 8;

    private ConvKernel() {}

    static Terms terms(Gpu gpu, Kernel.Convolution conv) {
        if (conv.groups() > 1) {
            return grouped(gpu, conv);
        }
        return gpu.unit().matrix() ? matrixUnits(gpu, conv) : vectorUnits(gpu, conv);
    }

    /// Grouped and depthwise: vector units or memory, whichever is longer; or, where a group is
    /// wide enough, an implicit GEMM a group, if that is faster.
    private static Terms grouped(Gpu gpu, Kernel.Convolution conv) {
        double vector = gpu.profile().rate(assay.analyzer.device.Unit.VECTOR_FP32).orElseThrow();
        double compute = conv.work().matrixFlops() / (GROUPED_COMPUTE * vector);
        double memory = gpu.memory().seconds(conv.work().bytes()) / GROUPED_MEMORY;
        Terms plain =
                new Terms(
                        compute,
                        memory,
                        Math.max(compute, memory),
                        0,
                        0,
                        1,
                        conv.depthwise() ? "depthwise" : "grouped");
        if (conv.channels() / conv.groups() < WIDE_GROUP
                || conv.filters() / conv.groups() < WIDE_GROUP) {
            return plain;
        }
        Terms products = gpu.unit().matrix() ? matrixUnits(gpu, conv) : implicitGemm(gpu, conv);
        return GemmKernel.faster(plain, products);
    }

    private static Terms vectorUnits(Gpu gpu, Kernel.Convolution conv) {
        Terms best = implicitGemm(gpu, conv);
        double score = best.seconds();
        if (winogradFits(conv, 3)) {
            Terms fused = WinogradKernel.fused(gpu, conv);
            if (fused.seconds() * FUSED_WINOGRAD_BIAS < score) {
                best = fused;
                score = fused.seconds() * FUSED_WINOGRAD_BIAS;
            }
        }
        if (winogradFits(conv, 3) || winogradFits(conv, 5)) {
            Terms split = WinogradKernel.split(gpu, conv);
            if (split.seconds() * SPLIT_WINOGRAD_BIAS < score) {
                best = split;
            }
        }
        return best;
    }

    private static boolean winogradFits(Kernel.Convolution conv, long side) {
        return conv.kernel().equals(List.of(side, side))
                && conv.strides().equals(List.of(1L, 1L))
                && conv.dilations().equals(List.of(1L, 1L))
                && !conv.transposed();
    }

    private static Terms implicitGemm(Gpu gpu, Kernel.Convolution conv) {
        double positions = (double) conv.images() * conv.outputPixels();
        double depth = Math.ceil(depth(conv) / 8) * 8 + IMPLICIT_PROLOGUE;
        Terms best = null;
        double leastCompute = Double.POSITIVE_INFINITY;
        double memory =
                gpu.memory()
                        .seconds(
                                bytes(
                                        gpu,
                                        conv,
                                        conv.taps() == 1 ? 1.0 / conv.strides().getFirst() : 1));
        for (Tile tile : TILES) {
            double blocks = conv.groups() * tile.blocks(positions, filters(conv));
            double waves = IMPLICIT_WAVES.of(blocks, gpu.processors());
            double atBoost =
                    IMPLICIT
                            * 2
                            * tile.rows()
                            * tile.columns()
                            * depth
                            * (1 + IMPLICIT_KAPPA * tile.perimeter())
                            / gpu.ratePerProcessor()
                            * waves;
            if (atBoost < leastCompute) {
                leastCompute = atBoost;
                double compute =
                        gpu.slowed(
                                atBoost,
                                SustainedClock.CONVOLUTION_FORMULA_SHARE,
                                ESCAPE_SECONDS,
                                gpu.filled(blocks, waves));
                best =
                        new Terms(
                                compute,
                                memory,
                                Terms.norm(compute, memory, OVERLAP),
                                (long) blocks,
                                blocks / gpu.processors(),
                                1,
                                "implicit GEMM, tiles " + tile);
            }
        }
        return Objects.requireNonNull(best);
    }

    private static Terms matrixUnits(Gpu gpu, Kernel.Convolution conv) {
        double positions = (double) conv.images() * conv.outputPixels();
        double perGroup = (double) conv.channels() / conv.groups();
        double depth = depth(conv) / perGroup * Math.ceil(perGroup / 8) * 8;
        double stride =
                conv.strides().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        double memory = gpu.memory().seconds(bytes(gpu, conv, conv.taps() == 1 ? 1 / stride : 1));
        double results = positions * conv.filters();
        Terms best = null;
        for (Tile tile : MATRIX_TILES) {
            for (int split : GemmKernel.SPLITS) {
                if (split > 1 && depth / split < 256) {
                    continue;
                }
                double blocks = conv.groups() * tile.blocks(positions, filters(conv)) * split;
                double compute =
                        MATRIX
                                * GemmKernel.matrixCompute(
                                        gpu, tile, depth / split, MATRIX_PROLOGUE)
                                * MATRIX_WAVES.of(blocks, gpu.processors());
                if (GemmKernel.beaten(best, compute, memory)) {
                    continue;
                }
                best =
                        GemmKernel.faster(
                                best,
                                GemmKernel.product(
                                        gpu,
                                        tile,
                                        split,
                                        blocks,
                                        compute,
                                        memory,
                                        GemmKernel.MATRIX_OVERLAP,
                                        results));
            }
        }
        Terms found = Objects.requireNonNull(best).withLaunches(LAYOUT_LAUNCHES);
        if (conv.channels() >= 8) {
            return found;
        }
        double gather = FEW_CHANNELS * 2 * positions * depth / GpuMemory.l2Bound(gpu.profile());
        return new Terms(
                found.compute(),
                found.memory() + gather,
                found.seconds() + gather,
                found.tiles(),
                found.waves(),
                found.launches(),
                found.how() + ", gathering " + conv.channels() + " channels");
    }

    /// Length of the inner product: C R S, and for a transposed convolution only the taps that meet
    /// an input.
    private static double depth(Kernel.Convolution conv) {
        double perGroup = (double) conv.channels() / conv.groups();
        double depth = perGroup * conv.taps();
        if (!conv.transposed()) {
            return depth;
        }
        double stride =
                conv.strides().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        return Math.max(perGroup, depth / stride);
    }

    private static double filters(Kernel.Convolution conv) {
        return (double) conv.filters() / conv.groups();
    }

    // As the constants were fitted: weights counted with the padded channels on matrix units.
    private static double bytes(Gpu gpu, Kernel.Convolution conv, double inputShare) {
        double element = conv.type().bits() / 8.0;
        double perGroup = (double) conv.channels() / conv.groups();
        double channels = gpu.unit().matrix() ? Math.ceil(perGroup / 8) * 8 : perGroup;
        double input = (double) conv.images() * conv.channels() * conv.inputPixels() * inputShare;
        double output = (double) conv.images() * conv.filters() * conv.outputPixels();
        double weights = channels * conv.taps() * conv.filters();
        return element * (input + output + weights);
    }
}
