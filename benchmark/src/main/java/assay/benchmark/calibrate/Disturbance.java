package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile.Family;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What other processes do to runs with several threads: while one of them holds a core, all
/// threads wait for the one that lacks it, however many runs are tried.
final class Disturbance {

    /// Families whose arithmetic is shared evenly among threads.
    private static final Set<Family> SCALING =
            EnumSet.of(Family.GEMM, Family.GEMM_INT8, Family.CONVOLUTION, Family.POINTWISE);

    /// Seconds of a run with one thread from which on more threads pay.
    private static final double GAINS_FROM = 1e-4;

    /// The share of a run's time that is left with more threads at the most, unless another process
    /// holds a core.
    private static final double GAIN = 0.75;

    private final List<RungTime> times;

    Disturbance(List<RungTime> times) {
        this.times = List.copyOf(times);
    }

    /// Whether `time` gained less from its threads than an undisturbed machine gives.
    boolean spoils(RungTime time) {
        return scales(time) && time.seconds() > GAIN * single(time).seconds();
    }

    /// The times with those that are spoilt replaced by their time with one thread over the largest
    /// gain that any rung had from as many threads. Without such a rung they stay as they are.
    List<RungTime> repaired() {
        List<RungTime> repaired = new ArrayList<>();
        for (RungTime time : times) {
            double gain = spoils(time) ? largestGain(time.threads()) : 1;
            repaired.add(
                    gain > 1
                            ? new RungTime(
                                    time.rung(),
                                    time.threads(),
                                    new double[] {single(time).seconds() / gain})
                            : time);
        }
        return repaired;
    }

    private double largestGain(int threads) {
        double gain = 1;
        for (RungTime time : times) {
            if (time.threads() == threads && scales(time) && !spoils(time)) {
                gain = Math.max(gain, single(time).seconds() / time.seconds());
            }
        }
        return gain;
    }

    private boolean scales(RungTime time) {
        return time.threads() > 1
                && time.rung().quantity() instanceof Quantity.Arithmetic(Family family, double _)
                && SCALING.contains(family)
                && single(time).seconds() >= GAINS_FROM;
    }

    private RungTime single(RungTime time) {
        for (RungTime other : times) {
            if (other.rung().name().equals(time.rung().name()) && other.threads() == 1) {
                return other;
            }
        }
        throw new IllegalArgumentException(time.rung().name() + " was not timed with one thread");
    }
}
