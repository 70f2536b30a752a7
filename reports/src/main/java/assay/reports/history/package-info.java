/// Results of the past: what they were, how they moved, and whether the newest is one of them.
@NullMarked
package assay.reports.history;

import org.jspecify.annotations.NullMarked;
