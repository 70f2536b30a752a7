/// Blocks, architecture and risks found in the structure of a graph: one detector a file.
@NullMarked
package assay.analyzer.finding;

import org.jspecify.annotations.NullMarked;
