package assay.benchmark.run;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import assay.benchmark.stats.EarlyStopping;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.MedianInterval;
import assay.benchmark.stats.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The forks of one batch size so far, and what they say together.
final class BatchForks {

    private static final double CONFIDENCE = 0.95;
    private static final int QUANTILES = 32;
    private static final double TAIL_CONFIDENCE = 0.99;
    private static final double[] TAILS = {90, 99, 99.9};

    private final long batch;
    private final long seed;
    private final double intervalTarget;
    private final List<Fork> forks = new ArrayList<>();
    private final List<SortedSamples> samples = new ArrayList<>();
    private final Histogram histogram = Histograms.empty();
    private final Spans spans = new Spans();
    private final List<JvmCosts.OfFork> costs = new ArrayList<>();
    private final List<MemoryReport> memory = new ArrayList<>();
    private SortedMap<String, Integer> placement = new TreeMap<>();
    private @Nullable Warning broken;

    BatchForks(long batch, long seed, double intervalTarget) {
        this.batch = batch;
        this.seed = seed;
        this.intervalTarget = intervalTarget;
    }

    /// @param references the machine's speed right before, as [Fork#referenceSeconds] has it
    void add(int round, ForkOutcome outcome, SortedMap<String, Double> references) {
        switch (outcome) {
            case ForkOutcome.Measured(
                            ForkReport report,
                            SortedSamples raw,
                            Watched watched,
                            double seconds) -> {
                samples.add(raw);
                histogram.add(Histograms.decode(report.histogram()));
                memory.add(report.memory());
                placement = report.placement();
                spans.add(report.resident());
                costs.add(
                        new JvmCosts.OfFork(
                                report.interfaceCost(),
                                report.allocatedBytesPerRun(),
                                watched.pauseSeconds() / report.runs()));
                forks.add(fork(round, report, raw, watched, seconds, references));
            }
            case ForkOutcome.Broken(Warning warning, double _) -> broken = warning;
        }
    }

    /// Says why there is nothing to measure, or nothing more.
    void mark(Warning warning) {
        broken = warning;
    }

    private static Fork fork(
            int round,
            ForkReport report,
            SortedSamples raw,
            Watched watched,
            double seconds,
            SortedMap<String, Double> references) {
        return new Fork(
                round,
                raw.count(),
                report.runs(),
                Percentiles.nearestRank(raw.nanos(), 50) * 1e-9,
                raw.nanos()[0] * 1e-9,
                report.windowP50Seconds(),
                raw.quantileSeconds(QUANTILES),
                seconds,
                report.firstRuns(),
                report.peakResidentBytes(),
                report.baselineResidentBytes(),
                report.allocatedBytesPerRun(),
                report.collections(),
                report.foreignShare(),
                report.stolenShare(),
                report.harnessShare(),
                watched.conditions(),
                references,
                watched.outliers());
    }

    List<Fork> forks() {
        return forks;
    }

    /// Whether a fork of this batch failed, so that no other is tried.
    boolean isBroken() {
        return broken != null;
    }

    /// Whether nothing has been tried or said of this batch yet.
    boolean isUntouched() {
        return forks.isEmpty() && broken == null;
    }

    /// Whether the median is known as closely as aimed at, over enough processes to tell.
    boolean isDone(int fewestForks) {
        return forks.size() >= fewestForks && interval().relativeHalfWidth() <= intervalTarget;
    }

    /// What keeps [#isDone] from being so, in words; empty where nothing does.
    String unmet(int fewestForks) {
        if (isBroken() || isDone(fewestForks)) {
            return "";
        }
        String count = forks.size() + (forks.size() == 1 ? " process" : " processes");
        return forks.size() < fewestForks
                ? String.format(Locale.ROOT, "batch %d: %s of %d", batch, count, fewestForks)
                : String.format(
                        Locale.ROOT,
                        "batch %d: median known to ±%.1f %%, aimed at ±%.1f %%, after %s",
                        batch,
                        interval().relativeHalfWidth() * 100,
                        intervalTarget * 100,
                        count);
    }

    private Interval interval() {
        Interval nanos =
                MedianInterval.of(
                        samples.stream().map(SortedSamples::nanos).toList(), CONFIDENCE, seed);
        return new Interval(
                nanos.low() * 1e-9, nanos.high() * 1e-9, nanos.confidence(), nanos.method());
    }

    /// All of it as a result; the first of `profiles` gives the placement, that of this batch its
    /// workspace, where there are such.
    BatchResult result(List<RuntimeProfile> profiles, String provider) {
        RuntimeProfile profile = profiles.isEmpty() ? null : profiles.getFirst();
        RuntimeProfile own =
                profiles.stream().filter(one -> one.batch() == batch).findFirst().orElse(null);
        if (forks.isEmpty()) {
            return BatchResult.without(batch, broken == null ? new Warning.Interrupted() : broken);
        }
        SortedSamples all = SortedSamples.merged(samples);
        Latency latency = Latency.ofNanos(all.nanos());
        Interval interval = interval();
        double noise = Percentiles.relativeIqr(all.nanos());
        List<Warning> warnings =
                Judgement.of(
                        forks, interval, intervalTarget, noise, all.count(), profile, provider);
        if (broken != null) {
            warnings.add(broken);
        }
        Verdict verdict =
                warnings.stream().map(Warning::verdict).reduce(Verdict.VALID, Verdict::worst);
        SortedMap<String, String> unknown = new TreeMap<>();
        Observed observed = Observed.of(forks, unknown);
        SortedMap<String, Integer> placed = profile == null ? placement : profile.placement();
        if (placed.isEmpty()) {
            placed = null;
            unknown.put("placement", "neither the session nor a profile tells it");
        }
        SortedMap<String, Latency> other = spans.latencies(unknown);
        SortedMap<String, Double> transfers = Spans.transferSeconds(other, unknown);
        Long residentPeak = peakResident();
        if (residentPeak == null) {
            unknown.put("memoryBytes", "the system does not tell a process's peak memory");
        }
        return new BatchResult(
                batch,
                verdict,
                warnings,
                forks,
                latency,
                interval,
                tailBounds(all.nanos()),
                noise,
                batch / latency.mean(),
                all.count(),
                Histograms.encode(histogram),
                residentPeak,
                observed.deviceMemoryBytes(),
                observed.energyJoules(),
                observed.energyErrorJoules(),
                observed.clocks(),
                placed,
                other,
                transfers,
                JvmCosts.of(costs),
                MemoryReport.of(memory, provider, own),
                unknown);
    }

    private @Nullable Long peakResident() {
        Long peak = null;
        for (Fork fork : forks) {
            Long bytes = fork.peakResidentBytes();
            if (bytes != null && (peak == null || bytes > peak)) {
                peak = bytes;
            }
        }
        return peak;
    }

    private static SortedMap<String, Double> tailBounds(long[] sorted) {
        SortedMap<String, Double> bounds = new TreeMap<>();
        for (double tail : TAILS) {
            OptionalLong bound = EarlyStopping.upperBound(sorted, tail, TAIL_CONFIDENCE);
            if (bound.isPresent()) {
                String name = tail == Math.rint(tail) ? "p" + (int) tail : "p" + tail;
                bounds.put(name, bound.getAsLong() * 1e-9);
            }
        }
        return bounds;
    }
}
