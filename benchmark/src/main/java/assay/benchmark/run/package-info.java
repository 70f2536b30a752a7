/// JMH: forks, warm-up, timed windows, the sweep over batch sizes. The only importer of
/// org.openjdk.jmh.
@NullMarked
package assay.benchmark.run;

import org.jspecify.annotations.NullMarked;
