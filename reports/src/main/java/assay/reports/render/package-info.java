/// One file per output format.
@NullMarked
package assay.reports.render;

import org.jspecify.annotations.NullMarked;
