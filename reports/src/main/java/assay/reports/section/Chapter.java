package assay.reports.section;

import assay.reports.card.Section;

/// Writes one section of the card.
interface Chapter {
    Section write(Sheet sheet);

    /// Whether the section is about single nodes, and so left out of a card of aggregates.
    default boolean isOfSingleNodes() {
        return false;
    }
}
