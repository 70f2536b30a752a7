package assay.reports.versus;

import assay.benchmark.measurement.BatchComparison;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Comparing;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.LevelRatio;
import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Margin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Several results in numbers: the file `report.json`. Ratios are against the first result; their
/// intervals are those of measurements taken at different times.
///
/// @param schema [#SCHEMA]
/// @param metric what `quality` is, larger is better; empty without a quality file
/// @param results in the order given, the first is the base
/// @param batches one a batch size that at least two results have, ascending
/// @param operators seconds by operator at the largest batch size that two results were profiled at
/// @param structures of the results whose models are at hand, in the order given
public record VersusReport(
        String schema,
        String metric,
        List<Result> results,
        List<Batch> batches,
        @Nullable Operators operators,
        List<Structure> structures,
        List<Difference> differences) {

    public static final String SCHEMA = "assay/comparison-report/1";

    /// What a result is of.
    public record Result(
            String label,
            String model,
            String sha256,
            String device,
            String provider,
            String precision,
            SortedMap<String, String> options,
            @Nullable String time,
            @Nullable Double quality) {}

    /// One batch size.
    ///
    /// @param best label of the smallest median
    /// @param unbeaten labels that no other result beats in both latency and quality; empty without
    ///   quality
    public record Batch(long batch, String best, List<String> unbeaten, List<Line> lines) {}

    /// One result at one batch size; ratios are latency over the base's.
    public record Line(
            String label,
            double p50,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double ratio,
            @Nullable Double ratioLow,
            @Nullable Double ratioHigh,
            @Nullable Double throughput,
            @Nullable Double memoryBytes,
            @Nullable Double energyJoules,
            String verdict) {}

    /// Seconds by operator and label; a label without the operator is left out.
    public record Operators(long batch, SortedMap<String, SortedMap<String, Double>> seconds) {}

    /// What a model is made of, at batch 1 or at the batch that it fixes.
    public record Structure(
            String label,
            int nodes,
            int initializers,
            long parameters,
            long bytes,
            @Nullable Long flops,
            SortedMap<String, Integer> operators) {}

    /// How a model's graph differs from the first's.
    ///
    /// @param added names of nodes that the first does not have, at most [GraphDifference#MOST]
    public record Difference(
            String label,
            int nodesAdded,
            int nodesRemoved,
            List<String> added,
            List<String> removed,
            SortedMap<String, Integer> operators) {}

    /// The report on these results, two or more.
    public static VersusReport of(List<Contender> contenders, String metric) {
        List<Result> results = new ArrayList<>();
        for (Contender each : contenders) {
            var m = each.measurement();
            results.add(
                    new Result(
                            each.label(),
                            m.model().name(),
                            m.model().sha256(),
                            m.device(),
                            m.provider(),
                            m.precision(),
                            m.options(),
                            m.environment().time(),
                            each.quality()));
        }
        return new VersusReport(
                SCHEMA,
                metric,
                results,
                batches(contenders),
                operators(contenders),
                GraphDifference.structures(contenders),
                GraphDifference.differences(contenders));
    }

    private static List<Batch> batches(List<Contender> contenders) {
        Map<String, Map<Long, BatchComparison>> compared = new HashMap<>();
        Contender base = contenders.getFirst();
        for (Contender other : contenders.subList(1, contenders.size())) {
            Map<Long, BatchComparison> byBatch = new HashMap<>();
            Comparing.separate(
                            base.measurement(),
                            other.measurement(),
                            ByLevel.both(Margin.DEFAULT),
                            "default",
                            null)
                    .batches()
                    .forEach(batch -> byBatch.put(batch.batch(), batch));
            compared.put(other.label(), byBatch);
        }
        TreeSet<Long> sizes = new TreeSet<>();
        contenders.forEach(
                c -> c.measurement().batches().forEach(result -> sizes.add(result.batch())));
        List<Batch> batches = new ArrayList<>();
        for (long size : sizes) {
            List<Contender> present =
                    contenders.stream().filter(c -> c.at(size).isPresent()).toList();
            if (present.size() < 2) {
                continue;
            }
            List<Line> lines = new ArrayList<>();
            for (Contender each : present) {
                Map<Long, BatchComparison> byBatch = compared.getOrDefault(each.label(), Map.of());
                lines.add(line(each, size, byBatch.get(size), each.equals(base)));
            }
            batches.add(new Batch(size, best(lines), unbeaten(present, lines), lines));
        }
        return batches;
    }

    private static Line line(
            Contender each, long size, @Nullable BatchComparison compared, boolean base) {
        BatchResult result = each.at(size).orElseThrow();
        Latency latency = java.util.Objects.requireNonNull(result.latencySeconds());
        boolean gpu = each.measurement().provider().startsWith("cuda");
        Long memory = gpu ? result.deviceMemoryBytes() : result.memoryBytes();
        LevelRatio typical = compared == null ? null : compared.typical();
        Interval interval = typical == null ? null : typical.interval();
        return new Line(
                each.label(),
                latency.p50(),
                result.interval() == null ? null : result.interval().low(),
                result.interval() == null ? null : result.interval().high(),
                base ? Double.valueOf(1) : typical == null ? null : Double.valueOf(typical.ratio()),
                interval == null ? null : finite(interval.low()),
                interval == null ? null : finite(interval.high()),
                result.throughput(),
                memory == null ? null : (double) memory,
                result.energyJoules(),
                result.verdict().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String best(List<Line> lines) {
        Line best = lines.getFirst();
        for (Line line : lines) {
            if (line.p50() < best.p50()) {
                best = line;
            }
        }
        return best.label();
    }

    private static List<String> unbeaten(List<Contender> present, List<Line> lines) {
        List<String> unbeaten = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Double quality = present.get(i).quality();
            if (quality == null) {
                continue;
            }
            boolean beaten = false;
            for (int j = 0; j < lines.size(); j++) {
                Double other = present.get(j).quality();
                if (other != null && j != i) {
                    boolean asGood = other >= quality && lines.get(j).p50() <= lines.get(i).p50();
                    boolean better = other > quality || lines.get(j).p50() < lines.get(i).p50();
                    beaten |= asGood && better;
                }
            }
            if (!beaten) {
                unbeaten.add(lines.get(i).label());
            }
        }
        return unbeaten;
    }

    private static @Nullable Operators operators(List<Contender> contenders) {
        TreeSet<Long> sizes = new TreeSet<>();
        contenders.forEach(c -> c.measurement().profiles().forEach(p -> sizes.add(p.batch())));
        for (long size : sizes.descendingSet()) {
            SortedMap<String, SortedMap<String, Double>> seconds = new TreeMap<>();
            int profiled = 0;
            for (Contender each : contenders) {
                SortedMap<String, Double> own = each.operators(size);
                profiled += own.isEmpty() ? 0 : 1;
                own.forEach((operator, time) ->
                        seconds.computeIfAbsent(operator, _ -> new TreeMap<>())
                                .put(each.label(), time));
            }
            if (profiled > 1) {
                return new Operators(size, seconds);
            }
        }
        return null;
    }
}
