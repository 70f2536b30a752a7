package assay.analyzer.estimate.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Every row of the tables as it came, with what was predicted for it: `predicted_ms`, `low_ms`,
/// `high_ms`, `roofline_ms`, `flops_ms`, blank where there is no prediction, and `why`. Several
/// tables are brought under one header, a column that a table lacks being blank.
final class PredictionsCsv {
    private PredictionsCsv() {}

    private record Place(Path file, long line) {}

    /// Writes the rows of `tables` in their order.
    static void write(
            List<Table> tables, List<Judged> judged, List<RowFault> faults, Appendable out)
            throws IOException {
        Map<Place, Judged> found = new HashMap<>();
        judged.forEach(j -> found.put(new Place(j.file(), j.line()), j));
        Map<Place, RowFault> broken = new HashMap<>();
        faults.forEach(f -> broken.put(new Place(f.file(), f.line()), f));
        Set<String> columns = new LinkedHashSet<>();
        tables.forEach(t -> columns.addAll(t.columns().keySet()));
        for (String column : columns) {
            out.append(quoted(column)).append(',');
        }
        out.append("predicted_ms,low_ms,high_ms,roofline_ms,flops_ms,why\n");
        for (Table table : tables) {
            for (Table.Row row : table.rows()) {
                for (String column : columns) {
                    out.append(quoted(row.cell(column))).append(',');
                }
                Place place = new Place(table.file(), row.line());
                Judged j = found.get(place);
                RowFault fault = broken.get(place);
                if (j != null && j.predicted()) {
                    out.append(ms(j.predictedSeconds()) + ',' + ms(j.lowSeconds()) + ',')
                            .append(ms(j.highSeconds()) + ',' + ms(j.rooflineSeconds()) + ',')
                            .append(ms(j.flopsSeconds()) + ',')
                            .append(quoted(j.why()));
                } else {
                    out.append(",,,,,")
                            .append(
                                    quoted(
                                            fault == null
                                                    ? "not a row to judge"
                                                    : fault.key() + ": " + fault.what()));
                }
                out.append('\n');
            }
        }
    }

    private static String ms(double seconds) {
        return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.6g", seconds * 1e3) : "";
    }

    private static String quoted(String cell) {
        return cell.contains(",") || cell.contains("\"")
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
