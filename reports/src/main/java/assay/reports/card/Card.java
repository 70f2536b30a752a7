package assay.reports.card;

import java.util.List;

/// The whole document, independent of its format. The first screen is `title` to `meters`; `table`
/// and `figures` are the card in short, and `sections` the evidence in document order.
///
/// @param title the model's name, raw
/// @param conditions what the figures were taken on: device, runtime, precision, date ("measured on
///   ...")
/// @param subtitle what the model is: kind, task, parameters, FLOPs, opset
/// @param verdict the answer, in two to four sentences, one a line: how fast, how that compares,
///   what bounds it, what to do next
/// @param figures up to four pictures; HTML shows the first two on the first screen
/// @param meters shares of the device's limits; may be empty
/// @param table the main table: estimated beside measured per batch
/// @param sections in document order
/// @param footer who made the card when and with which version; may be empty
public record Card(
        String title,
        Text conditions,
        Text subtitle,
        List<Text> verdict,
        List<Figure> figures,
        Meters meters,
        Table table,
        List<Section> sections,
        Text footer) {
    /// Longer titles are cut where they head a page.
    public static final int TITLE_LENGTH = 80;

    public Card {
        verdict = List.copyOf(verdict);
        figures = List.copyOf(figures);
        sections = List.copyOf(sections);
    }
}
