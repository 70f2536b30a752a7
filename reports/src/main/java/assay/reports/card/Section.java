package assay.reports.card;

import java.util.List;

/// One part of the card.
///
/// @param id unique on the card, an anchor: lower case, digits and hyphens
/// @param title its heading
/// @param lead one computed sentence that says what it shows
/// @param blocks its content; empty: the lead says all
/// @param place how much of it is open
public record Section(String id, String title, Text lead, List<Block> blocks, Place place) {
    public Section {
        blocks = List.copyOf(blocks);
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A section's id is an anchor of a-z, 0-9 and hyphens, not '" + id + "'");
        }
    }

    /// How much of a section is open.
    public enum Place {
        /// Open in HTML and before the folds in Markdown: findings.
        FRONT,
        /// Open in HTML, behind a `<details>` in Markdown.
        BODY,
        /// Closed in both until asked for: layers, raw data.
        BACK
    }
}
