package assay.benchmark.run;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import assay.benchmark.stats.EarlyStopping;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.MedianInterval;
import assay.benchmark.stats.Percentiles;
import java.util.ArrayList;
import java.util.List;
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
    private final Histogram resident = Histograms.empty();
    private final List<MemoryReport> memory = new ArrayList<>();
    private SortedMap<String, Integer> placement = new TreeMap<>();
    private String residentMissing = "it was not reached";
    private @Nullable Warning broken;

    BatchForks(long batch, long seed, double intervalTarget) {
        this.batch = batch;
        this.seed = seed;
        this.intervalTarget = intervalTarget;
    }

    void add(int round, ForkOutcome outcome) {
        switch (outcome) {
            case ForkOutcome.Measured(
                            ForkReport report,
                            SortedSamples raw,
                            var conditions,
                            double seconds) -> {
                samples.add(raw);
                histogram.add(Histograms.decode(report.histogram()));
                memory.add(report.memory());
                placement = report.placement();
                add(report.resident());
                forks.add(fork(round, report, raw, conditions, seconds));
            }
            case ForkOutcome.Broken(Warning warning, double _) -> broken = warning;
        }
    }

    private void add(@Nullable ResidentReport report) {
        if (report != null && report.histogram() != null) {
            resident.add(Histograms.decode(report.histogram()));
        } else if (report != null && report.missing() != null) {
            residentMissing = report.missing();
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
            @Nullable Conditions conditions,
            double seconds) {
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
                conditions);
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

    private Interval interval() {
        Interval nanos =
                MedianInterval.of(
                        samples.stream().map(SortedSamples::nanos).toList(), CONFIDENCE, seed);
        return new Interval(
                nanos.low() * 1e-9, nanos.high() * 1e-9, nanos.confidence(), nanos.method());
    }

    /// All of it as a result; `profile` gives the placement where there is one.
    BatchResult result(@Nullable RuntimeProfile profile, String provider) {
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
        SortedMap<String, Latency> spans = new TreeMap<>();
        if (resident.getTotalCount() > 0) {
            spans.put(Measurement.DEVICE_RESIDENT, Histograms.latency(resident));
        } else {
            unknown.put(Measurement.DEVICE_RESIDENT, residentMissing);
        }
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
                observed.clocks(),
                placed,
                spans,
                MemoryReport.of(memory, provider),
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
