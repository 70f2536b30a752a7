package assay.benchmark.run;

import assay.benchmark.measurement.BatchResult;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Supplier;

/// One process for one batch size of a request, from its allotment to the ledger's entry.
///
/// @param speed times the machine's reference kernels, by their words; may tell nothing
record ForkRun(
        SweepRequest request,
        ForkProcess process,
        Pacing pacing,
        Ledger ledger,
        Supplier<SortedMap<String, Double>> speed) {

    /// Runs it and returns all that is known of its batch size.
    ///
    /// @param label tells its folder from those of other requests
    BatchResult run(String label, BatchCase batch, int round, Pacing.Allotment allotment)
            throws IOException {
        ForkPlan plan =
                new ForkPlan(
                        request.model().toAbsolutePath().toString(),
                        request.placement().provider().toString(),
                        request.options().values(),
                        batch.inputs(),
                        request.seed(),
                        allotment.warmupSeconds(),
                        Ledger.WARMUP_TOLERANCE,
                        allotment.windows(),
                        allotment.windowSeconds(),
                        allotment.spanSeconds());
        SortedMap<String, Double> references = speed.get();
        double limit = pacing.limitSeconds(allotment, request.budget().seconds());
        ForkOutcome outcome =
                process.run(
                        label + "round" + round + "-batch" + batch.batch(),
                        plan,
                        Duration.ofMillis(Math.round(limit * 1e3)));
        if (outcome
                instanceof
                ForkOutcome.Measured(ForkReport report, var samples, var _, double seconds)) {
            double timed = 0;
            for (long nanos : samples.nanos()) {
                timed += nanos * 1e-9;
            }
            double median = samples.nanos()[samples.count() / 2] * 1e-9;
            timed *= (double) report.runs() / samples.count();
            pacing.learned(
                    batch.batch(),
                    median,
                    Math.max(0, seconds - report.firstRuns().warmupSeconds() - timed));
        }
        return ledger.add(batch.batch(), round, outcome, references);
    }
}
