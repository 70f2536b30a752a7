/// Counts of work and traffic, and how sure they are.
@NullMarked
package assay.analyzer.cost;

import org.jspecify.annotations.NullMarked;
