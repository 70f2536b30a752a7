/// What each operator does to shapes and what it costs: one file per operator or family. Knows no
/// device and no time.
@NullMarked
package assay.analyzer.op;

import org.jspecify.annotations.NullMarked;
