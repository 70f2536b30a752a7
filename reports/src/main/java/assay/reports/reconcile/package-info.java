/// Measured beside estimated, like with like, and the named parts of the gap.
@NullMarked
package assay.reports.reconcile;

import org.jspecify.annotations.NullMarked;
