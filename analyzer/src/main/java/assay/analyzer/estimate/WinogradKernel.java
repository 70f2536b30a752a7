package assay.analyzer.estimate;

/// FP32 Winograd convolutions on NVIDIA GPUs, for kernels of stride 1: fewer products, more
/// traffic.
final class WinogradKernel {
    /// Pixel boxes (images x height x width, 128 pixels) from which a block of the fused kernel
    /// takes the best.
    private static final int[][] BOXES = {
        {1, 8, 16},
        {1, 16, 8},
        {2, 8, 8},
        {2, 4, 16},
        {4, 4, 8},
        {4, 8, 4},
        {2, 16, 4},
        {4, 2, 16},
        {4, 16, 2}
    };

    /// Output channels of a fused block; 32 fits the rows that name this kernel (loss .18; 64: .26;
    /// 128: .40).
    private static final int BLOCK_CHANNELS = 32;

    private static final Waves FUSED_WAVES = new Waves(1.0, 0.126);

    private static final Tile[] TILES = {
        new Tile(128, 128),
        new Tile(128, 64),
        new Tile(64, 128),
        new Tile(64, 64),
        new Tile(32, 128),
        new Tile(128, 32)
    };

    /// Times everything for 5x5: a handful of DeepBench rows.
    private static final double FIVE_BY_FIVE = 1.5;

    private WinogradKernel() {}

    /// F(2x2, 3x3) in one kernel after a filter transform: whole waves of blocks of 128 pixels x 32
    /// channels.
    static Terms fused(Gpu gpu, Kernel.Convolution conv) {
        double p = conv.output().get(0);
        double q = conv.output().get(1);
        double fewest = Double.POSITIVE_INFINITY;
        double blocks = 0;
        for (int[] box : BOXES) {
            double count =
                    Math.ceil((double) conv.images() / box[0])
                            * Math.ceil(p / box[1])
                            * Math.ceil(q / box[2])
                            * Math.ceil((double) conv.filters() / BLOCK_CHANNELS);
            double waves = FUSED_WAVES.of(count, gpu.processors());
            if (waves < fewest) {
                fewest = waves;
                blocks = count;
            }
        }
        double depth =
                Math.ceil(conv.channels() / 8.0) * 8
                        + gpu.fitted(FittedConstant.FUSED_WINOGRAD_PROLOGUE);
        double atBoost =
                gpu.fitted(FittedConstant.FUSED_WINOGRAD)
                        * 2
                        * 128
                        * BLOCK_CHANNELS
                        * 4
                        * depth
                        / gpu.ratePerProcessor()
                        * fewest;
        double compute =
                gpu.slowed(
                        atBoost,
                        SustainedClock.CONVOLUTION_FORMULA_SHARE,
                        ConvKernel.ESCAPE_SECONDS,
                        gpu.filled(blocks, fewest));
        double weights = (double) conv.channels() * conv.filters();
        double memory = gpu.memory().seconds(4 * (input(conv) + output(conv) + 16 * weights));
        double filters =
                gpu.fitted(FittedConstant.FUSED_WINOGRAD_FILTERS)
                        * gpu.memory().seconds(100 * weights);
        return new Terms(
                compute,
                memory + filters,
                Terms.norm(compute, memory, gpu.fitted(FittedConstant.OVERLAP)) + filters,
                (long) blocks,
                blocks / gpu.processors(),
                2,
                "fused Winograd F(2x2,3x3)");
    }

    /// F(4x4, 3x3) or F(5x5, 5x5) as transforms around batched products.
    static Terms split(Gpu gpu, Kernel.Convolution conv) {
        double side = conv.kernel().getFirst();
        double outputSide = side == 5 ? 5 : 4;
        double products = Math.pow(outputSide + side - 1, 2);
        double tiles =
                conv.images()
                        * Math.ceil(conv.output().get(0) / outputSide)
                        * Math.ceil(conv.output().get(1) / outputSide);
        double depth =
                Math.ceil(conv.channels() / 8.0) * 8
                        + gpu.fitted(FittedConstant.SPLIT_WINOGRAD_PROLOGUE);
        Waves waves =
                new Waves(
                        gpu.fitted(FittedConstant.SPLIT_WINOGRAD_TAIL),
                        gpu.fitted(FittedConstant.SPLIT_WINOGRAD_LEAST));
        double least = Double.POSITIVE_INFINITY;
        double blocks = 0;
        for (Tile tile : TILES) {
            double count = products * tile.blocks(tiles, (double) conv.filters());
            double atBoost =
                    gpu.fitted(FittedConstant.SPLIT_WINOGRAD)
                            * 2
                            * tile.rows()
                            * tile.columns()
                            * depth
                            * (1
                                    + gpu.fitted(FittedConstant.SPLIT_WINOGRAD_FEED)
                                            * tile.perimeter())
                            / gpu.ratePerProcessor()
                            * waves.of(count, gpu.processors());
            if (atBoost < least) {
                least = atBoost;
                blocks = count;
            }
        }
        double compute =
                gpu.slowed(
                        least,
                        SustainedClock.CONVOLUTION_FORMULA_SHARE,
                        ConvKernel.ESCAPE_SECONDS,
                        gpu.filled(blocks, waves.of(blocks, gpu.processors())));
        GpuMemory bytes = gpu.memory();
        double weights = (double) conv.channels() * conv.filters();
        double in = products * tiles * conv.channels();
        double out = products * tiles * conv.filters();
        double memory = bytes.seconds(4 * (in + out + products * weights));
        double transforms =
                gpu.fitted(FittedConstant.SPLIT_WINOGRAD_TRANSFORM)
                                * (bytes.seconds(4 * (input(conv) + in))
                                        + bytes.seconds(4 * (output(conv) + out)))
                        + gpu.fitted(FittedConstant.SPLIT_WINOGRAD_FILTERS)
                                * bytes.seconds(4 * (products + side * side) * weights);
        Terms terms =
                new Terms(
                        compute,
                        memory + transforms,
                        Terms.norm(compute, memory, gpu.fitted(FittedConstant.OVERLAP))
                                + transforms,
                        (long) blocks,
                        blocks / gpu.processors(),
                        4,
                        "Winograd F("
                                + (long) outputSide
                                + "x"
                                + (long) outputSide
                                + ","
                                + (long) side
                                + "x"
                                + (long) side
                                + ") around batched products");
        return side == 5 ? terms.scaled(FIVE_BY_FIVE) : terms;
    }

    private static double input(Kernel.Convolution conv) {
        return (double) conv.images() * conv.channels() * conv.inputPixels();
    }

    private static double output(Kernel.Convolution conv) {
        return (double) conv.images() * conv.filters() * conv.outputPixels();
    }
}
