package assay.reports.card;

import java.util.List;
import java.util.stream.IntStream;

/// A table with one head. Numbers are cells of a single [Quantity], so that they sort by value and
/// not by print.
///
/// @param title what it lists, or empty
/// @param columns left to right
/// @param rows each with one cell per column
/// @param file name of the CSV file of it that lies beside the card, without its ending; empty
///   where there is none. Such a table can be filtered and taken along on a page
public record Table(String title, List<Column> columns, List<Row> rows, String file)
        implements Block {
    public Table {
        if (!file.matches("[a-z0-9-]{0,64}")) {
            throw new IllegalArgumentException(
                    "A table's file is named with a-z, 0-9 and hyphens, not '" + file + "'");
        }
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "Table '%s': a row has %d cells, the head %d columns"
                                .formatted(title, row.cells().size(), columns.size()));
            }
        }
    }

    /// A table without a file of its own.
    public Table(String title, List<Column> columns, List<Row> rows) {
        this(title, columns, rows, "");
    }

    /// The table as it is shown: without columns that are empty in every row. Files keep all, so
    /// that who reads them finds the same heads each time.
    public Table shown() {
        List<Integer> kept =
                IntStream.range(0, columns.size())
                        .filter(i -> rows.isEmpty() || rows.stream().anyMatch(row -> row.says(i)))
                        .boxed()
                        .toList();
        return kept.size() == columns.size()
                ? this
                : new Table(
                        title,
                        kept.stream().map(columns::get).toList(),
                        rows.stream().map(row -> row.of(kept)).toList(),
                        file);
    }

    /// What a column holds; it decides alignment and face.
    public enum Kind {
        /// Words, aligned left.
        TEXT,
        /// Names from the model, fixed width, aligned left.
        NAME,
        /// Quantities, aligned right in tabular figures.
        NUMBER
    }

    /// What a column is called and holds.
    ///
    /// @param title the head, with the unit where all cells share one
    /// @param hint the definition shown as tooltip, or empty
    /// @param key the head in CSV, with the base unit (`estimated_seconds`); empty: the title
    public record Column(String title, Kind kind, String hint, String key) {
        public static Column text(String title) {
            return new Column(title, Kind.TEXT, "", "");
        }

        public static Column name(String title) {
            return new Column(title, Kind.NAME, "", "");
        }

        public static Column number(String title) {
            return new Column(title, Kind.NUMBER, "", "");
        }

        public Column hint(String hint) {
            return new Column(title, kind, hint, key);
        }

        public Column key(String key) {
            return new Column(title, kind, hint, key);
        }
    }

    /// One row.
    ///
    /// @param cells one per column
    /// @param marked whether the row is the one to look at (the knee, the total)
    public record Row(List<Text> cells, boolean marked) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Text... cells) {
            return new Row(List.of(cells), false);
        }

        public static Row of(Span... cells) {
            return new Row(List.of(cells).stream().map(Text::of).toList(), false);
        }

        private boolean says(int column) {
            return !cells.get(column).spans().isEmpty();
        }

        private Row of(List<Integer> columns) {
            return new Row(columns.stream().map(cells::get).toList(), marked);
        }

        public Row mark() {
            return new Row(cells, true);
        }
    }
}
