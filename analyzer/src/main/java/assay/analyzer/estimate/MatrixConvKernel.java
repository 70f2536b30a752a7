package assay.analyzer.estimate;

import java.util.List;
import java.util.Objects;

/// Convolutions on the matrix units of NVIDIA GPUs: an implicit GEMM whose channels are filled up
/// to a multiple of 8, on the laws of products on these units.
final class MatrixConvKernel {
    private static final List<Tile> TILES =
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

    private static final int FILLED_CHANNELS = 8;

    private MatrixConvKernel() {}

    static Terms terms(Gpu gpu, Kernel.Convolution conv) {
        double positions = (double) conv.images() * conv.outputPixels();
        double perGroup = (double) conv.channels() / conv.groups();
        double filled = Math.ceil(perGroup / FILLED_CHANNELS) * FILLED_CHANNELS;
        double depth = ImplicitGemm.depth(conv) / perGroup * filled;
        double inputShare = conv.taps() == 1 ? 1 / ImplicitGemm.strides(conv) : 1;
        double memory = gpu.memory().seconds(ImplicitGemm.bytes(conv, filled, inputShare));
        Terms found = fastest(gpu, conv, depth, memory).withLaunches(LAYOUT_LAUNCHES);
        if (conv.channels() >= FILLED_CHANNELS) {
            return found;
        }
        double gather =
                gpu.fitted(FittedConstant.FEW_CHANNELS)
                        * 2
                        * positions
                        * depth
                        / GpuMemory.l2Bound(gpu.profile());
        return new Terms(
                found.compute(),
                found.memory() + gather,
                found.seconds() + gather,
                found.tiles(),
                found.waves(),
                found.launches(),
                found.how() + ", gathering " + conv.channels() + " channels");
    }

    private static Terms fastest(Gpu gpu, Kernel.Convolution conv, double depth, double memory) {
        double positions = (double) conv.images() * conv.outputPixels();
        double slower = gpu.fitted(FittedConstant.MATRIX_CONVOLUTION);
        Waves waves =
                new Waves(
                        gpu.fitted(FittedConstant.MATRIX_TAIL),
                        gpu.fitted(FittedConstant.MATRIX_CONVOLUTION_LEAST));
        Terms best = null;
        for (Tile tile : TILES) {
            for (int split : GemmKernel.SPLITS) {
                if (split > 1 && depth / split < GemmKernel.LEAST_SPLIT) {
                    continue;
                }
                double blocks =
                        conv.groups() * tile.blocks(positions, ImplicitGemm.filters(conv)) * split;
                double compute =
                        slower
                                * GemmKernel.matrixCompute(gpu, tile, depth / split, 0)
                                * waves.of(blocks, gpu.processors());
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
                                        gpu.fitted(FittedConstant.MATRIX_OVERLAP),
                                        positions * conv.filters()));
            }
        }
        return Objects.requireNonNull(best);
    }
}
