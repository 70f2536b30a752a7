/// Ladders of small generated models, run through ONNX Runtime, and the profile of this machine's
/// CPU that their times make.
@NullMarked
package assay.benchmark.calibrate;

import org.jspecify.annotations.NullMarked;
