package assay.analyzer.onnx;

import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/// Makes intermediate values of a model visible as graph outputs.
///
/// Protobuf merges a message with a second occurrence of it, so what is added follows the model's
/// own bytes, which stay as they are: models of any size.
public final class ExposedValues {

    private ExposedValues() {}

    /// Copies the model at `model` to `to`, which is replaced, with `values` of its main graph
    /// added to its outputs. A runtime infers their types. External data are not copied: where the
    /// model has any, `to` must lie beside it.
    public static void write(Path model, Collection<String> values, Path to) throws IOException {
        GraphProto.Builder outputs = GraphProto.newBuilder();
        for (String value : values) {
            outputs.addOutput(ValueInfoProto.newBuilder().setName(value));
        }
        Files.copy(model, to, StandardCopyOption.REPLACE_EXISTING);
        Files.write(
                to,
                ModelProto.newBuilder().setGraph(outputs).build().toByteArray(),
                StandardOpenOption.APPEND);
    }
}
