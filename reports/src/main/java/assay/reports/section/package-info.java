/// The sections of the card, one a file.
@NullMarked
package assay.reports.section;

import org.jspecify.annotations.NullMarked;
