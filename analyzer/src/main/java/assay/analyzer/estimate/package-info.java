/// Counts times a device gives seconds: one file per family of kernels.
@NullMarked
package assay.analyzer.estimate;

import org.jspecify.annotations.NullMarked;
