/// What the machine says of itself: OSHI, and NVML by foreign functions. The only importer of each.
@NullMarked
package assay.benchmark.telemetry;

import org.jspecify.annotations.NullMarked;
