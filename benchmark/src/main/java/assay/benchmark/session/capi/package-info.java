/// The part of ONNX Runtime's C interface that its Java interface lacks, by foreign functions:
/// binding inputs and outputs to a device, arena statistics, placement of nodes. The only place
/// that calls it.
@NullMarked
package assay.benchmark.session.capi;

import org.jspecify.annotations.NullMarked;
