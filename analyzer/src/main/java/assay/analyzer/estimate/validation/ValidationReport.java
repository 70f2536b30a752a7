package assay.analyzer.estimate.validation;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/// All that a validation found.
///
/// @param rows every row that could be read, in order
/// @param faults the rows that could not
/// @param tables as read
public record ValidationReport(List<Judged> rows, List<RowFault> faults, List<Table> tables) {
    public ValidationReport {
        tables = List.copyOf(tables);
        rows = List.copyOf(rows);
        faults = List.copyOf(faults);
    }

    /// Errors by GPU, operator and type.
    public List<GroupErrors> groups() {
        return GroupErrors.by(rows, r -> r.gpu() + " " + r.op() + " " + r.dtype());
    }

    /// Errors by operator and type over all GPUs.
    public List<GroupErrors> operators() {
        return GroupErrors.by(rows, r -> r.op() + " " + r.dtype());
    }

    /// Writes every row of the judged tables as CSV, as it came, with `predicted_ms`, `low_ms`,
    /// `high_ms`, `roofline_ms` and `why`.
    public void writePredictions(Appendable out) throws IOException {
        PredictionsCsv.write(tables, rows, faults, out);
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
