/// The passes over a graph, and the analysis that they add up to.
@NullMarked
package assay.analyzer.analysis;

import org.jspecify.annotations.NullMarked;
