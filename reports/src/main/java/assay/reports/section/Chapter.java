package assay.reports.section;

import assay.reports.card.Section;

/// Writes one section of the card.
interface Chapter {
    Section write(Sheet sheet);
}
