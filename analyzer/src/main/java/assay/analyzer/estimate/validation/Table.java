package assay.analyzer.estimate.validation;

import assay.analyzer.file.WholeFile;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A comma-separated table with one header line; fields may be quoted, not across lines.
///
/// @param columns position of each column by name
/// @param rows in file order
public record Table(Path file, Map<String, Integer> columns, List<Row> rows) {
    /// One line of the table.
    public record Row(Table table, long line, String text, List<String> cells) {
        /// Whether a quote is opened and not closed: what follows cannot be told apart. A quote
        /// inside a quoted cell stands twice.
        boolean isCut() {
            return text.chars().filter(c -> c == '"').count() % 2 == 1;
        }

        /// The cell of that column, empty where the column or the cell is missing.
        public String cell(String column) {
            Integer at = table.columns().get(column);
            return at == null || at >= cells.size() ? "" : cells.get(at).strip();
        }
    }

    /// Reads `file`, header first.
    ///
    /// @throws FileSystemException when the file cannot be read, with the reason
    public static Table read(Path file) throws FileSystemException {
        Map<String, Integer> columns = new java.util.LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        Table table = new Table(file, columns, rows);
        List<String> lines = WholeFile.text(file).lines().toList();
        List<String> names = lines.isEmpty() ? List.of() : split(lines.getFirst());
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i).strip(), i);
        }
        for (int i = 1; i < lines.size(); i++) {
            String text = lines.get(i);
            if (!text.isBlank()) {
                rows.add(new Row(table, i + 1, text, split(text)));
            }
        }
        return table;
    }

    /// Whether there is a column of that name.
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
