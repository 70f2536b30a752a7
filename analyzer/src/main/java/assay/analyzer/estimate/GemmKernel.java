package assay.analyzer.estimate;

import java.util.List;

/// Matrix products on NVIDIA GPUs: the best of some tiles and, on matrix units, of some splits of
/// k.
///
/// For each tile, compute = 2 rows columns k (1 + kappa (1/rows + 1/columns)) / (peak of one
/// processor) x waves, at the clock held; time = (compute^p + memory^p)^(1/p).
final class GemmKernel {
    /// Cost of feeding a tile, in elements: FP32. Fitted with the next two on the shape of the
    /// linear train rows of A100-40, V100, T4 and P100, each GPU's own level left free.
    private static final double KAPPA = 3.9;

    private static final double OVERLAP = 1.6;
    private static final Waves WAVES = new Waves(0.007, 0.007);
    private static final double ESCAPE_SECONDS = 0.5e-3;

    /// Pascal under cuBLAS 11 and later, which is no longer tuned for it: the faster of two modes
    /// on the linear train rows of P100 (k up to 8192).
    private static final double PASCAL = 1.25;

    /// Pascal again, where rows or columns are at most [#SKINNY]: the same rows.
    private static final double PASCAL_SKINNY = 1.7;

    private static final long SKINNY = 16;

    /// Splits of k that are tried where at least 256 rows are left to each, and what the sum
    /// afterwards costs.
    static final List<Integer> SPLITS = List.of(1, 2, 4, 8);

    static final double SPLIT_SECONDS = 3e-6;
    static final double LEAST_SPLIT = 256;

    /// Batched products take other kernels: KAPPA and the tail of the last wave refitted on the bmm
    /// train rows of five GPUs.
    private static final double BATCHED_KAPPA = 7.0;

    private static final double BATCHED_OVERLAP = 1.64;
    private static final Waves BATCHED_WAVES = new Waves(0.25, 0.25);

    private GemmKernel() {}

    static Terms terms(Gpu gpu, Kernel.Gemm gemm) {
        return gpu.unit().matrix() ? matrixUnits(gpu, gemm) : vectorUnits(gpu, gemm);
    }

    private static Terms vectorUnits(Gpu gpu, Kernel.Gemm gemm) {
        boolean batched = gemm.batch() > 1;
        double kappa = batched ? BATCHED_KAPPA : KAPPA;
        Waves waves = batched ? BATCHED_WAVES : WAVES;
        double overlap = batched ? BATCHED_OVERLAP : OVERLAP;
        double share =
                batched ? SustainedClock.BATCHED_FORMULA_SHARE : SustainedClock.FP32_FORMULA_SHARE;
        double slower = onPascal(gpu, gemm);
        double memory = gpu.memory().seconds(gemm.work().bytes());
        Terms best = null;
        for (Tile tile : tiles(gpu, gemm)) {
            double blocks = gemm.batch() * tile.blocks((double) gemm.m(), (double) gemm.n());
            double effective = waves.of(blocks, gpu.processors());
            double atBoost =
                    2.0
                            * tile.rows()
                            * tile.columns()
                            * gemm.k()
                            * (1 + kappa * tile.perimeter())
                            / gpu.ratePerProcessor()
                            * effective;
            double compute =
                    slower
                            * gpu.slowed(
                                    atBoost, share, ESCAPE_SECONDS, gpu.filled(blocks, effective));
            if (!beaten(best, compute, memory)) {
                best = faster(best, product(gpu, tile, 1, blocks, compute, memory, overlap, 0));
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    /// How much slower than its share of peak a Pascal card runs a product of one batch; 1 on any
    /// other.
    private static double onPascal(Gpu gpu, Kernel.Gemm gemm) {
        if (gpu.profile().atLeast(7, 0) || gemm.batch() > 1) {
            return 1;
        }
        double skinny = Math.min(gemm.m(), gemm.n()) <= SKINNY ? PASCAL_SKINNY : 1;
        return gpu.tuned() ? skinny : PASCAL * skinny;
    }

    /// Tiles that batched products were seen to run on (bmm train rows): 128 x 128 alone on compute
    /// capability 8.x (A100-40), at least 128 wide on Pascal (P4 and P100, each predicting the
    /// other), at least 64 wide elsewhere (V100, T4).
    private static List<Tile> tiles(Gpu gpu, Kernel.Gemm gemm) {
        if (gemm.batch() == 1) {
            return Tile.FP32;
        }
        boolean ampere = gpu.profile().atLeast(8, 0) && !gpu.profile().atLeast(9, 0);
        return ampere
                ? Tile.SQUARE_128
                : gpu.profile().atLeast(7, 0) ? Tile.AT_LEAST_64_WIDE : Tile.AT_LEAST_128_WIDE;
    }

    private static Terms matrixUnits(Gpu gpu, Kernel.Gemm gemm) {
        double memory = gpu.memory().seconds(gemm.work().bytes());
        double results = (double) gemm.batch() * gemm.m() * gemm.n();
        double prologue = gpu.fitted(FittedConstant.MATRIX_PRODUCT_PROLOGUE);
        Waves waves =
                new Waves(
                        gpu.fitted(FittedConstant.MATRIX_TAIL),
                        gpu.fitted(FittedConstant.MATRIX_PRODUCT_LEAST));
        Terms best = null;
        for (Tile tile : Tile.MATRIX_UNIT) {
            for (int split : SPLITS) {
                if (split > 1 && (double) gemm.k() / split < LEAST_SPLIT) {
                    continue;
                }
                double blocks =
                        gemm.batch() * tile.blocks((double) gemm.m(), (double) gemm.n()) * split;
                double compute =
                        matrixCompute(gpu, tile, (double) gemm.k() / split, prologue)
                                * waves.of(blocks, gpu.processors());
                if (beaten(best, compute, memory)) {
                    continue;
                }
                best =
                        faster(
                                best,
                                product(
                                        gpu,
                                        tile,
                                        split,
                                        blocks,
                                        compute,
                                        memory,
                                        gpu.fitted(FittedConstant.MATRIX_OVERLAP),
                                        results));
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    /// Seconds of one block on a matrix unit over `depth` rows of k, at the clock held. Operands
    /// come from shared memory, so feeding a tile takes as much longer as that is slower.
    static double matrixCompute(Gpu gpu, Tile tile, double depth, double prologue) {
        double steps = Math.ceil(depth / 32) * 32 + prologue;
        double feed = gpu.fitted(FittedConstant.MATRIX_FEED) / gpu.sharedMemory();
        double atBoost =
                2.0
                        * tile.rows()
                        * tile.columns()
                        * steps
                        * (1 + feed * tile.perimeter())
                        / gpu.ratePerProcessor();
        return atBoost * SustainedClock.MATRIX_FORMULA_SHARE / gpu.unit().share();
    }

    /// One candidate: compute and memory overlapped, and the parts of a split summed up in FP32.
    static Terms product(
            Gpu gpu,
            Tile tile,
            int split,
            double blocks,
            double compute,
            double memory,
            double overlap,
            double results) {
        double reduce =
                split > 1 ? SPLIT_SECONDS + 4 * results * (split + 1) / gpu.memory().cache() : 0;
        return new Terms(
                compute,
                memory + reduce,
                Terms.norm(compute, memory, overlap) + reduce,
                (long) blocks,
                blocks / gpu.processors(),
                split > 1 ? 2 : 1,
                "tiles " + tile + (split > 1 ? ", k split in " + split : ""));
    }

    /// Whether a candidate cannot be faster than the best so far: overlapping takes at least the
    /// longer of the two. Spares most candidates their powers and words.
    static boolean beaten(
            @org.jspecify.annotations.Nullable Terms best, double compute, double memory) {
        return best != null && Math.max(compute, memory) >= best.seconds();
    }

    static Terms faster(@org.jspecify.annotations.Nullable Terms best, Terms candidate) {
        return best == null || candidate.seconds() < best.seconds() ? candidate : best;
    }
}
