package assay.reports.section;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Warning;
import assay.benchmark.stats.Interval;
import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Breakdown;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The quantities of one batch size, each a number or the reason why there is none.
record Cells(Sheet sheet, Row row) {

    /// What every latency on the card covers.
    static final String HOST_TO_HOST = "host to host";

    Quantity estimated() {
        BatchEstimate estimate = Sheet.estimate(row);
        if (estimate == null) {
            return Quantity.unknown(whyNotEstimated());
        }
        ModelEstimate latency = estimate.latency();
        return Quantity.estimated(latency.seconds(), Unit.SECONDS)
                .within(latency.low(), latency.high())
                .over(HOST_TO_HOST)
                .from("per-kernel roofline with launches, copies and dispatch")
                .trusted("modelled");
    }

    Quantity measured() {
        BatchResult result = row.measured();
        OptionalDouble p50 = row.p50();
        if (result == null || p50.isEmpty()) {
            return Quantity.unknown(whyNotMeasured());
        }
        Quantity.Known known =
                Quantity.measured(p50.getAsDouble(), Unit.SECONDS)
                        .over(HOST_TO_HOST)
                        .from(
                                "p50 of "
                                        + Numbers.count(result.samples(), "run")
                                        + " in "
                                        + Numbers.plural(
                                                result.forks().size(), "process", "processes"));
        Interval interval = result.interval();
        return interval == null ? known : known.within(interval.low(), interval.high());
    }

    /// What is known of the latency: measured, else estimated.
    Quantity latency() {
        return row.p50().isPresent() ? measured() : estimated();
    }

    Quantity ratio() {
        return row.ratio().isPresent()
                ? Quantity.measured(row.ratio().getAsDouble(), Unit.RATIO)
                        .from("measured over estimated, both host to host")
                : Quantity.unknown(whyNotCompared());
    }

    Quantity estimatedThroughput() {
        BatchEstimate estimate = Sheet.estimate(row);
        return estimate == null
                ? Quantity.unknown(whyNotEstimated())
                : Quantity.estimated(estimate.throughput(), Unit.PER_SECOND)
                        .from("batch over latency");
    }

    Quantity measuredThroughput() {
        BatchResult result = row.measured();
        return result == null || result.throughput() == null
                ? Quantity.unknown(whyNotMeasured())
                : Quantity.measured(result.throughput(), Unit.PER_SECOND)
                        .from("batch over mean latency, closed loop");
    }

    /// Weights and the largest sum of live activations as the runtime fuses them.
    Quantity estimatedMemory() {
        OptionalDouble bytes = estimatedBytes();
        if (bytes.isPresent()) {
            return Quantity.estimated(bytes.getAsDouble(), Unit.BYTES)
                    .from("weights and fused activations, inputs kept; no workspace, no context");
        }
        return Quantity.unknown(
                row.estimate() == null ? whyNotEstimated() : "the size of a tensor is unknown");
    }

    OptionalDouble estimatedBytes() {
        BatchEstimate estimate = row.estimate();
        if (estimate == null || estimate.workload().peakActivationBytes().isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                (double) sheet.analysis().parameters().bytes()
                        + (double) estimate.workload().peakActivationBytes().getAsLong());
    }

    /// On a GPU the most device memory in use, on a CPU the largest resident memory of the process.
    Quantity measuredMemory() {
        Long bytes = measuredBytes();
        if (bytes != null) {
            return Quantity.measured((double) bytes, Unit.BYTES)
                    .from(
                            sheet.onGpu()
                                    ? "most device memory in use"
                                    : "peak resident memory of the process, JVM included");
        }
        BatchResult result = row.measured();
        String key = sheet.onGpu() ? "deviceMemoryBytes" : "memoryBytes";
        return Quantity.unknown(
                result == null || row.p50().isEmpty()
                        ? whyNotMeasured()
                        : result.unknown().getOrDefault(key, "not recorded"));
    }

    @Nullable Long measuredBytes() {
        BatchResult result = row.measured();
        return result == null
                ? null
                : sheet.onGpu() ? result.deviceMemoryBytes() : result.memoryBytes();
    }

    /// FLOP/s over the device's peak.
    Quantity estimatedCompute() {
        BatchEstimate estimate = Sheet.estimate(row);
        if (estimate == null) {
            return Quantity.unknown(whyNotEstimated());
        }
        if (estimate.flops() <= 0) {
            return noFlops();
        }
        return sheet.compute
                .<Quantity>map(peak ->
                        Quantity.estimated(
                                        estimate.flops()
                                                / estimate.latency().seconds()
                                                / peak.perSecond(),
                                        Unit.FRACTION)
                                .from("FLOP/s over the peak of " + peak.label()))
                .orElse(noPeak());
    }

    Quantity achievedCompute() {
        BatchEstimate estimate = row.estimate();
        OptionalDouble p50 = row.p50();
        if (p50.isEmpty() || estimate == null || row.gap().isEmpty()) {
            return Quantity.unknown(p50.isEmpty() ? whyNotMeasured() : whyNotCompared());
        }
        if (estimate.flops() <= 0) {
            return noFlops();
        }
        return sheet.compute
                .<Quantity>map(peak ->
                        Quantity.measured(
                                        estimate.flops() / p50.getAsDouble() / peak.perSecond(),
                                        Unit.FRACTION)
                                .from("FLOP/s over the peak of " + peak.label()))
                .orElse(noPeak());
    }

    /// Share of the device's peak arithmetic rate: achieved where measured, else estimated.
    Quantity compute() {
        return row.gap().isPresent() ? achievedCompute() : estimatedCompute();
    }

    private static Quantity noFlops() {
        return Quantity.unknown("no FLOPs are known");
    }

    private static Quantity noPeak() {
        return Quantity.unknown("the device's profile has no peak rate for this precision");
    }

    /// Achieved FLOP/s: FLOPs over measured, else estimated, latency.
    Quantity flopsPerSecond() {
        BatchEstimate estimate = row.estimate();
        if (estimate == null || (Sheet.estimate(row) == null && row.p50().isEmpty())) {
            return Quantity.unknown(whyNotEstimated());
        }
        if (estimate.flops() <= 0) {
            return noFlops();
        }
        return row.p50().isPresent()
                ? Quantity.measured(
                        estimate.flops() / row.p50().getAsDouble(), Unit.FLOPS_PER_SECOND)
                : Quantity.estimated(
                        estimate.flops() / estimate.latency().seconds(), Unit.FLOPS_PER_SECOND);
    }

    /// Share of the time in which kernels are started rather than run: on a CPU the measured time
    /// of a run outside all nodes where it was profiled, else by the estimate.
    Quantity dispatch() {
        Optional<Breakdown> breakdown = sheet.breakdown();
        if (!sheet.onGpu()
                && row.p50().isPresent()
                && breakdown.isPresent()
                && breakdown.get().batch() == row.batch()) {
            return Quantity.measured(
                            breakdown.get().outside() / row.p50().getAsDouble(), Unit.FRACTION)
                    .from("time of a run outside all nodes, by the runtime's profile");
        }
        return share(
                TimeParts::dispatch,
                "starting kernels and the run itself, as far as no kernel runs meanwhile");
    }

    /// Share of the estimated time in which inputs and outputs are copied.
    Quantity copies() {
        return share(TimeParts::copies, "copies of inputs and outputs between host and device");
    }

    private Quantity share(ToDoubleFunction<TimeParts> part, String meaning) {
        BatchEstimate estimate = Sheet.estimate(row);
        if (estimate == null) {
            return Quantity.unknown(whyNotEstimated());
        }
        TimeParts parts = TimeParts.of(estimate.latency());
        return Quantity.estimated(part.applyAsDouble(parts) / parts.seconds(), Unit.FRACTION)
                .from(meaning);
    }

    /// Bytes a second that the kernels' operands make, over the memory's peak.
    Quantity bandwidthShare() {
        BatchEstimate estimate = Sheet.estimate(row);
        if (estimate == null) {
            return Quantity.unknown(whyNotEstimated());
        }
        if (sheet.bandwidth.isEmpty()) {
            return Quantity.unknown("the device's profile has no memory bandwidth");
        }
        double peak = sheet.bandwidth.get().perSecond();
        String source = "each operand moved once; beyond 100 % caches serve it";
        return row.gap().isPresent()
                ? Quantity.measured(
                                estimate.bytes() / row.p50().getAsDouble() / peak, Unit.FRACTION)
                        .from(source)
                : Quantity.estimated(
                                estimate.bytes() / estimate.latency().seconds() / peak,
                                Unit.FRACTION)
                        .from(source);
    }

    /// How full the device is: on a GPU the time-weighted mean over kernels of min(1, tiles / tiles
    /// that run at once), on a CPU the busy share of its threads.
    Quantity saturation() {
        Paper paper = sheet.evidence.paper();
        BatchEstimate estimate = Sheet.estimate(row);
        if (estimate == null || paper == null) {
            return Quantity.unknown(whyNotEstimated());
        }
        return switch (paper.device()) {
            case CpuProfile cpu -> busyThreads(Peak.threads(cpu, paper.settings()));
            case GpuProfile _ -> saturation(estimate.latency());
        };
    }

    /// Processor time of the timed process over the time of the threads that it may use, all its
    /// processes together.
    private Quantity busyThreads(int threads) {
        BatchResult result = row.measured();
        if (result == null || row.p50().isEmpty() || !sheet.compared()) {
            return Quantity.unknown("on a CPU it is measured, not estimated");
        }
        double busy = 0;
        double seconds = 0;
        for (Fork fork : result.forks()) {
            Conditions conditions = fork.conditions();
            if (conditions != null && conditions.busyCores() != null) {
                busy += conditions.busyCores() * conditions.seconds();
                seconds += conditions.seconds();
            }
        }
        return seconds > 0
                ? Quantity.measured(Math.min(1, busy / seconds / threads), Unit.FRACTION)
                        .from(
                                "busy share of "
                                        + Numbers.count(threads, "thread")
                                        + ", waiting in a loop included")
                : Quantity.unknown("its processor time was not recorded");
    }

    private static Quantity saturation(ModelEstimate latency) {
        double weighted = 0;
        double tiled = 0;
        double all = 0;
        for (NodeEstimate node : latency.nodes()) {
            for (KernelEstimate kernel : node.kernels()) {
                if (!kernel.known() || kernel.seconds() <= 0) {
                    continue;
                }
                all += kernel.seconds();
                if (kernel.waves() > 0) {
                    tiled += kernel.seconds();
                    weighted += kernel.seconds() * Math.min(1, kernel.waves());
                }
            }
        }
        return tiled == 0
                ? Quantity.unknown("no kernel of the estimate has a number of tiles")
                : Quantity.estimated(weighted / tiled, Unit.FRACTION)
                        .from(
                                String.format(
                                        Locale.ROOT,
                                        "over the kernels with tiles, %.3g %% of the device time",
                                        100 * tiled / all));
    }

    /// One word for the batch, and the reason where it has no figures.
    String verdict() {
        BatchResult result = row.measured();
        return result == null
                ? "not measured"
                : result.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String whyNotMeasured() {
        BatchResult result = row.measured();
        Measurement measurement = sheet.measurement();
        if (measurement == null) {
            return sheet.evidence.notMeasured();
        }
        if (result == null) {
            return "this batch size was not measured";
        }
        return result.warnings().stream()
                .filter(w -> !w.verdict().measured())
                .findFirst()
                .or(() -> result.warnings().stream().findFirst())
                .map(Cells::told)
                .orElse(result.unknown().getOrDefault("latencySeconds", "nothing was measured"));
    }

    /// How many seconds were lacking stands with the warnings; here the reason is one for all.
    private static String told(Warning warning) {
        return warning instanceof Warning.Skipped
                ? "left out, for the time budget was used up: give a larger --budget or fewer"
                        + " --batches"
                : warning.message();
    }

    String whyNotEstimated() {
        Paper paper = sheet.evidence.paper();
        if (paper == null) {
            return sheet.evidence.notEstimated();
        }
        BatchEstimate estimate = row.estimate();
        if (estimate == null) {
            return sheet.analysis()
                    .symbols()
                    .fixedBatch()
                    .map(batch -> "the batch size is fixed at " + batch)
                    .orElse("this batch size was not estimated");
        }
        return estimate.latency().known()
                ? "no kernel of it takes time"
                : estimate.latency().whyUnknown();
    }

    String whyNotCompared() {
        if (row.p50().isEmpty()) {
            return whyNotMeasured();
        }
        if (Sheet.estimate(row) == null) {
            return whyNotEstimated();
        }
        return sheet.evidence.notCompared().isEmpty()
                ? "estimate and measurement are of different devices or precisions"
                : sheet.evidence.notCompared();
    }
}
