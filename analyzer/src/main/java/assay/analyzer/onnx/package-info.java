/// Reads and writes ONNX files; the only importer of protobuf.
@NullMarked
package assay.analyzer.onnx;

import org.jspecify.annotations.NullMarked;
