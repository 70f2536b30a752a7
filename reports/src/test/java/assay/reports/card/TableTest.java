package assay.reports.card;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static Table notes(String first, String second) {
        return new Table(
                "blocks",
                List.of(Column.text("Block"), Column.text("Note")),
                List.of(
                        Table.Row.of(Text.of("ConvBN"), Text.of(first)),
                        Table.Row.of(Text.of("Attention"), Text.of(second)).mark()),
                "blocks");
    }

    /// A dash with its reason says something, an empty cell nothing.
    @Test
    void columnsThatAreEmptyInEveryRowAreNotShown() {
        Table shown = notes("", "").shown();
        assertThat(shown.columns()).extracting(Column::title).containsExactly("Block");
        assertThat(shown.rows()).extracting(Table.Row::marked).containsExactly(false, true);
        assertThat(shown.file()).isEqualTo("blocks");
        assertThat(notes("", "12 heads").shown()).isEqualTo(notes("", "12 heads"));
        Table unknown =
                new Table(
                        "",
                        List.of(Column.number("Energy")),
                        List.of(Table.Row.of(Quantity.unknown("no counter"))));
        assertThat(unknown.shown()).isEqualTo(unknown);
    }
}
