/// The document model that every format is rendered from.
@NullMarked
package assay.reports.card;

import org.jspecify.annotations.NullMarked;
