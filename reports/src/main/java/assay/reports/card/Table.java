package assay.reports.card;

import java.util.List;

/// A table with one head. Numbers are cells of a single [Quantity], so that they sort by value and
/// not by print.
///
/// @param title what it lists, or empty
/// @param columns left to right
/// @param rows each with one cell per column
public record Table(String title, List<Column> columns, List<Row> rows) implements Block {
    public Table {
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
    public record Column(String title, Kind kind, String hint) {
        public static Column text(String title) {
            return new Column(title, Kind.TEXT, "");
        }

        public static Column name(String title) {
            return new Column(title, Kind.NAME, "");
        }

        public static Column number(String title) {
            return new Column(title, Kind.NUMBER, "");
        }

        public Column hint(String hint) {
            return new Column(title, kind, hint);
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

        public Row mark() {
            return new Row(cells, true);
        }
    }
}
