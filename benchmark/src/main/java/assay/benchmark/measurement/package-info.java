/// The result of measuring, as records and JSON. Knows neither ONNX Runtime nor JMH.
@NullMarked
package assay.benchmark.measurement;

import org.jspecify.annotations.NullMarked;
