/// Pure numbers: percentiles, intervals, noise, comparisons. No I/O.
@NullMarked
package assay.benchmark.stats;

import org.jspecify.annotations.NullMarked;
