package assay.reports.section;

import assay.benchmark.measurement.BatchResult;
import assay.reports.card.Quantity;
import assay.reports.card.Unit;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.Optional;

/// What one sample costs at one batch size: measured where anything was, else estimated.
///
/// @param seconds latency over batch
/// @param growth throughput over that of the smallest batch of the same side
/// @param ofBest throughput over the best of the same side
/// @param energy measured energy of a run over batch
record SampleCost(Quantity seconds, Quantity growth, Quantity ofBest, Quantity energy) {

    static SampleCost of(Sheet sheet, Row row) {
        boolean measured = !sheet.measured.points().isEmpty();
        Scaling side = measured ? sheet.measured : sheet.estimated;
        Cells cells = new Cells(sheet, row);
        Optional<Scaling.Point> point =
                side.points().stream().filter(p -> p.batch() == row.batch()).findFirst();
        if (point.isEmpty()) {
            Quantity none =
                    Quantity.unknown(measured ? cells.whyNotMeasured() : cells.whyNotEstimated());
            return new SampleCost(none, none, none, energy(row, cells));
        }
        double throughput = point.get().throughput();
        return new SampleCost(
                of(measured, point.get().latency() / (double) row.batch(), Unit.SECONDS),
                of(measured, throughput / side.points().getFirst().throughput(), Unit.RATIO),
                of(measured, throughput / side.best().orElseThrow().throughput(), Unit.FRACTION),
                energy(row, cells));
    }

    private static Quantity of(boolean measured, double value, Unit unit) {
        return measured ? Quantity.measured(value, unit) : Quantity.estimated(value, unit);
    }

    private static Quantity energy(Row row, Cells cells) {
        BatchResult result = row.measured();
        Double joules = result == null ? null : result.energyJoules();
        if (joules != null) {
            return Quantity.measured(joules / (double) row.batch(), Unit.JOULES);
        }
        return Quantity.unknown(
                result == null || row.p50().isEmpty()
                        ? cells.whyNotMeasured()
                        : result.unknown().getOrDefault("energyJoules", "not recorded"));
    }
}
