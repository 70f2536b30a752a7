package assay.benchmark.run;

import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.ResidentRun;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Times the session once more with its inputs and outputs on the device. The session is warm: the
/// host-to-host windows ran on it.
final class ResidentSpan {

    /// Share of the time that the host-to-host windows took.
    private static final double SHARE = 0.25;

    private static final int FEWEST_RUNS = 2;
    private static final int WARMUPS = 1;

    private ResidentSpan() {}

    /// Wall time that it is given beside windows of that length in all, for runs of that length.
    static double seconds(double timedSeconds, double runSeconds) {
        return Math.max(SHARE * timedSeconds, (1 + WARMUPS + FEWEST_RUNS) * runSeconds);
    }

    static ResidentReport time(ModelSession session, ForkPlan plan, List<Double> windowP50Seconds) {
        if (plan.warmupSeconds() == 0 || windowP50Seconds.isEmpty()) {
            return ResidentReport.missing("the budget left no time for it");
        }
        double run = windowP50Seconds.getLast();
        double limit = seconds(plan.windows() * plan.windowSeconds(), run);
        long begin = System.nanoTime();
        Histogram histogram = Histograms.empty();
        try (ResidentRun resident = session.bindResident(plan.inputs(), plan.seed())) {
            for (int i = 0; i < WARMUPS; i++) {
                resident.run();
            }
            long end = begin + Math.round(limit * 1e9);
            long start;
            do {
                start = System.nanoTime();
                resident.run();
                histogram.recordValue(System.nanoTime() - start);
            } while (start < end || histogram.getTotalCount() < FEWEST_RUNS);
        } catch (BenchmarkException e) {
            return ResidentReport.missing(String.valueOf(e.getMessage()));
        }
        return new ResidentReport(
                (System.nanoTime() - begin) * 1e-9, Histograms.encode(histogram), null);
    }
}
