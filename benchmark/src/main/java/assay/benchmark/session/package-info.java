/// ONNX Runtime: opens a model on a provider and runs it. The only importer of ai.onnxruntime.
@NullMarked
package assay.benchmark.session;

import org.jspecify.annotations.NullMarked;
