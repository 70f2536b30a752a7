package assay.analyzer.estimate.validation;

import java.util.Comparator;
import java.util.List;

/// All that a validation found.
///
/// @param rows every row that could be read, in order
/// @param faults the rows that could not
public record ValidationReport(List<Judged> rows, List<RowFault> faults) {
    public ValidationReport {
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
    }

    /// Errors by GPU, operator and type.
    public List<GroupErrors> groups() {
        return GroupErrors.by(rows, r -> r.gpu() + " " + r.op() + " " + r.dtype());
    }

    /// The rows that were missed most, by the logarithm of predicted over measured.
    public List<Judged> worst(int count) {
        return rows.stream()
                .filter(Judged::predicted)
                .sorted(
                        Comparator.comparingDouble((Judged r) ->
                                -Math.abs(Math.log(r.predictedSeconds() / r.measuredSeconds()))))
                .limit(count)
                .toList();
    }
}
