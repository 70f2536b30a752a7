package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rungs that a calibration climbs. Runs are kept to a few milliseconds, so that on a busy
/// machine some fall between two interruptions.
///
/// @param rungs in the order in which they are measured
public record Ladder(List<Rung> rungs) {

    private static final long KIB = 1024;

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /// Enough sizes for every family to be read off: about 30 rungs.
    ///
    /// @param lastCacheBytes capacity of the last level of cache; the largest additions exceed it
    public static Ladder quick(double lastCacheBytes) {
        return of(lastCacheBytes, false);
    }

    /// The quick ladder's rungs and more sizes between and beyond them.
    ///
    /// @param lastCacheBytes capacity of the last level of cache; the largest additions exceed it
    public static Ladder full(double lastCacheBytes) {
        return of(lastCacheBytes, true);
    }

    private static Ladder of(double lastCacheBytes, boolean full) {
        List<Rung> rungs = new ArrayList<>();
        rungs.add(Rungs.tiny(new Quantity.RunCost(), 1));
        rungs.add(Rungs.tiny(new Quantity.NodeCost(), 100));
        rungs.add(Rungs.tiny(new Quantity.NodeCost(), 200));
        rungs.addAll(references());
        products(rungs, full);
        convolutions(rungs, full);
        passes(rungs, full);
        additions(rungs, lastCacheBytes, full);
        return new Ladder(rungs);
    }

    /// What [ReferenceTimer] times again later.
    static List<Rung> references() {
        return Arrays.stream(CpuProfile.Reference.values()).map(Rungs::reference).toList();
    }

    private static void products(List<Rung> rungs, boolean full) {
        rungs.add(Rungs.product(Family.GEMM, 64, 64, 16));
        rungs.add(Rungs.product(Family.GEMM, 128, 128, 8));
        rungs.add(Rungs.product(Family.GEMM, 256, 256, 4));
        rungs.add(Rungs.product(Family.GEMM, 128, 768, 1));
        rungs.add(Rungs.deepProduct(48, 768));
        rungs.add(Rungs.integerProduct(128, 256, 4));
        // One link each: the larger ones do not stay in cache between two runs.
        rungs.add(Rungs.product(Family.GEMV, 1, 512, 1));
        rungs.add(Rungs.product(Family.GEMV, 1, 1536, 1));
        rungs.add(Rungs.product(Family.GEMV, 1, 4096, 1));
        if (full) {
            rungs.add(Rungs.product(Family.GEMM, 512, 512, 2));
            rungs.add(Rungs.product(Family.GEMM, 1024, 1024, 1));
            rungs.add(Rungs.product(Family.GEMV, 1, 1024, 1));
            rungs.add(Rungs.product(Family.GEMV, 1, 2560, 1));
        }
    }

    private static void convolutions(List<Rung> rungs, boolean full) {
        rungs.add(Rungs.convolution(Family.CONVOLUTION, 14, 64, 3, 1, 4));
        rungs.add(Rungs.convolution(Family.CONVOLUTION, 56, 64, 3, 1, 1));
        rungs.add(Rungs.convolution(Family.CONVOLUTION, 14, 256, 3, 1, 1));
        rungs.add(Rungs.pointwise(14, 64, 4));
        rungs.add(Rungs.pointwise(14, 128, 2));
        rungs.add(Rungs.pointwise(28, 128, 1));
        rungs.add(Rungs.convolution(Family.DEPTHWISE, 14, 384, 3, 384, 8));
        rungs.add(Rungs.convolution(Family.DEPTHWISE, 56, 144, 3, 144, 4));
        if (full) {
            rungs.add(Rungs.convolution(Family.CONVOLUTION, 28, 128, 3, 1, 1));
            rungs.add(Rungs.convolution(Family.CONVOLUTION, 7, 512, 3, 1, 1));
            rungs.add(Rungs.convolution(Family.CONVOLUTION, 56, 128, 3, 1, 1));
            rungs.add(Rungs.pointwise(28, 32, 4));
            rungs.add(Rungs.pointwise(28, 64, 2));
            rungs.add(Rungs.pointwise(7, 256, 2));
            rungs.add(Rungs.pointwise(56, 64, 1));
            rungs.add(Rungs.convolution(Family.DEPTHWISE, 7, 960, 3, 960, 8));
            rungs.add(Rungs.convolution(Family.DEPTHWISE, 112, 32, 3, 32, 4));
        }
    }

    private static void passes(List<Rung> rungs, boolean full) {
        rungs.add(Rungs.rows(Family.TRANSCENDENTAL, "Sigmoid", 16, 1024, 8));
        rungs.add(Rungs.rows(Family.TRANSCENDENTAL, "Sigmoid", 256, 1024, 4));
        rungs.add(Rungs.rows(Family.SOFTMAX, "Softmax", 1536, 128, 4));
        rungs.add(Rungs.normalization(128, 768, 2));
        if (full) {
            rungs.add(Rungs.rows(Family.TRANSCENDENTAL, "Sigmoid", 1024, 1024, 2));
            rungs.add(Rungs.rows(Family.SOFTMAX, "Softmax", 96, 128, 8));
            rungs.add(Rungs.normalization(16, 768, 8));
        }
    }

    /// Additions from the first level of cache to twice the last one.
    private static void additions(List<Rung> rungs, double lastCacheBytes, boolean full) {
        long largest = (long) Math.clamp(2 * lastCacheBytes, 64.0 * KIB * KIB, 512.0 * KIB * KIB);
        long step = full ? 2 : 8;
        for (long bytes = 24 * KIB; bytes < largest; bytes *= step) {
            rungs.add(Rungs.addition(bytes, Math.clamp(8_000 * KIB / bytes, 2, 32)));
        }
        rungs.add(Rungs.addition(largest, 2));
    }
}
