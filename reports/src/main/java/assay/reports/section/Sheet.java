package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.estimate.Bound;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Breakdown;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The evidence with what all sections look up in it: the rows, the batch in focus, the device's
/// peaks.
final class Sheet {

    final Evidence evidence;

    /// One a batch size; never empty.
    final List<Row> rows;

    /// The row that figures without a batch are of: the smallest batch measured, else estimated.
    final Row focus;

    final Scaling measured;
    final Scaling estimated;

    /// Peak arithmetic rate of the estimated device; empty where unknown.
    final Optional<Peak> compute;

    final Optional<Peak> bandwidth;

    private final Map<Long, Analysis> told = new HashMap<>();

    Sheet(Evidence evidence) {
        this.evidence = evidence;
        List<Row> found = evidence.reconciliation().rows();
        this.rows =
                found.isEmpty()
                        ? List.of(
                                new Row(
                                        evidence.analysis().symbols().fixedBatch().orElse(1L),
                                        null,
                                        null,
                                        Optional.empty()))
                        : found;
        this.focus =
                rows.stream()
                        .filter(row -> row.p50().isPresent())
                        .findFirst()
                        .or(() -> rows.stream().filter(row -> estimate(row) != null).findFirst())
                        .orElse(rows.getFirst());
        this.measured = measuredScaling(rows);
        this.estimated = estimatedScaling(rows);
        Paper paper = evidence.paper();
        this.compute =
                paper == null
                        ? Optional.empty()
                        : Peak.compute(paper.device(), paper.precision(), paper.settings());
        this.bandwidth =
                paper == null ? Optional.empty() : Peak.bandwidth(paper.device(), paper.settings());
    }

    /// Whether the card leaves out what single nodes and values are.
    boolean isOfAggregates() {
        return evidence.detail() == Detail.AGGREGATES;
    }

    /// The model in the precision that is estimated for; as stored where nothing is.
    Analysis analysis() {
        Paper paper = evidence.paper();
        return paper == null ? evidence.analysis() : paper.analysis();
    }

    /// What tells most of the model as stored at a batch size.
    Analysis told(long batch) {
        return told.computeIfAbsent(
                batch, _ -> evidence.analysis().toldAt(evidence.analysis().at(batch)));
    }

    Precision precision() {
        Paper paper = evidence.paper();
        return paper == null ? evidence.analysis().precision() : paper.precision();
    }

    @Nullable Measurement measurement() {
        return evidence.measurement();
    }

    boolean compared() {
        return rows.stream().anyMatch(row -> row.gap().isPresent());
    }

    /// Whether a GPU was measured, or estimated for where nothing was measured.
    boolean onGpu() {
        Measurement measurement = evidence.measurement();
        Paper paper = evidence.paper();
        return measurement != null
                ? measurement.provider().startsWith("cuda")
                : paper != null && paper.device() instanceof assay.analyzer.device.GpuProfile;
    }

    /// The row's estimate; null where there is none, or the time of a node is unknown.
    static @Nullable BatchEstimate estimate(Row row) {
        BatchEstimate estimate = row.estimate();
        return estimate == null
                        || !(estimate.latency().seconds() > 0)
                        || estimate.latency().bound() == Bound.UNKNOWN
                ? null
                : estimate;
    }

    /// Where the time of the batch in focus goes; else of the first that was profiled.
    Optional<Breakdown> breakdown() {
        List<Breakdown> all = evidence.reconciliation().breakdowns();
        return all.stream()
                .filter(each -> each.batch() == focus.batch())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// Breakdown with kernel times; empty where the profile was not taken or holds launch times
    /// only.
    Optional<Breakdown> kernelTimes() {
        return breakdown().filter(each -> !each.launchTimes());
    }

    /// Measured seconds by the main node of each group that has any.
    Map<Integer, OptionalDouble> measuredByMain() {
        Map<Integer, OptionalDouble> measured = new HashMap<>();
        kernelTimes()
                .ifPresent(times ->
                        times.rows()
                                .forEach(row -> measured.put(row.group().main(), row.measured())));
        return measured;
    }

    /// The row of that batch size; the focus where there is none.
    Row row(long batch) {
        return rows.stream().filter(row -> row.batch() == batch).findFirst().orElse(focus);
    }

    Bindings bindings(long batch) {
        return analysis().at(batch);
    }

    /// A count with numbers for the symbols; unknown with the reason where it stays open.
    Quantity counted(Dim dim, long batch, Unit unit) {
        return bound(dim, bindings(batch), unit);
    }

    static Quantity bound(Dim dim, Bindings bindings, Unit unit) {
        return counted(dim.bind(bindings), unit);
    }

    /// `at least ` before a sum that lacks nodes.
    static Text least(Analysis analysis) {
        return analysis.totals().unknown().isEmpty() ? Text.EMPTY : Text.of("at least ");
    }

    /// A number that no symbol is left in, or why there is none.
    static Quantity counted(Dim bound, Unit unit) {
        if (bound.number().isPresent()) {
            return Quantity.counted((double) bound.number().getAsLong(), unit);
        }
        return Quantity.unknown(
                bound instanceof Dim.Unknown(String because)
                        ? because
                        : "depends on the symbols " + String.join(", ", bound.symbols()));
    }

    static Quantity.Known count(long number) {
        return Quantity.counted((double) number, Unit.COUNT).inFull();
    }

    /// A count with what it counts, in the singular or the plural.
    static Text count(long number, String noun) {
        return Text.of(count(number)).and(" " + noun + (number == 1 ? "" : "s"));
    }

    private static Scaling measuredScaling(List<Row> rows) {
        List<Scaling.Point> points = new ArrayList<>();
        for (Row row : rows) {
            BatchResult result = row.measured();
            if (result != null && result.throughput() != null && row.p50().isPresent()) {
                points.add(
                        new Scaling.Point(
                                row.batch(), row.p50().getAsDouble(), result.throughput()));
            }
        }
        return new Scaling(points);
    }

    private static Scaling estimatedScaling(List<Row> rows) {
        List<Scaling.Point> points = new ArrayList<>();
        for (Row row : rows) {
            BatchEstimate estimate = estimate(row);
            if (estimate != null) {
                points.add(
                        new Scaling.Point(
                                row.batch(), estimate.latency().seconds(), estimate.throughput()));
            }
        }
        return new Scaling(points);
    }
}
