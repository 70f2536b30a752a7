/// Theoretical against measured latencies: tables in, errors per group out.
@NullMarked
package assay.analyzer.estimate.validation;

import org.jspecify.annotations.NullMarked;
