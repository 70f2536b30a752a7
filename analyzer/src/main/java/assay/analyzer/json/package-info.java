/// The analysis as JSON: sees the analysis, its findings and its estimates, and is seen by none of
/// them.
@NullMarked
package assay.analyzer.json;

import org.jspecify.annotations.NullMarked;
