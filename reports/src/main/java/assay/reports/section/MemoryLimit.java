package assay.reports.section;

import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The largest batch size whose weights and activations fit the GPU's memory, by the estimate.
/// Workspace and context are not in it: what is measured ends earlier.
final class MemoryLimit {

    private MemoryLimit() {}

    /// Empty where the memory's size or the growth of the activations is not known.
    static OptionalLong of(Sheet sheet) {
        var capacity = SpeedOfLight.capacity(sheet);
        List<Row> known = new ArrayList<>();
        for (Row row : sheet.rows) {
            if (new Cells(sheet, row).estimatedBytes().isPresent()) {
                known.add(row);
            }
        }
        if (capacity.isEmpty() || known.size() < 2) {
            return OptionalLong.empty();
        }
        Row last = known.getLast();
        Row before = known.get(known.size() - 2);
        double growth = (peak(last) - peak(before)) / (double) (last.batch() - before.batch());
        double free =
                capacity.get().value() - new Cells(sheet, last).estimatedBytes().orElseThrow();
        return growth > 0
                ? OptionalLong.of(Math.max(0, last.batch() + (long) Math.floor(free / growth)))
                : OptionalLong.empty();
    }

    private static double peak(Row row) {
        BatchEstimate estimate = row.estimate();
        return estimate == null ? 0 : (double) estimate.workload().peakActivationBytes().orElse(0);
    }
}
