package assay.analyzer.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A model as read from its file.
///
/// @param path where it was read from
/// @param fileBytes size of that file, external data not included
/// @param opsets imported operator sets; the default domain is spelled `ai.onnx`
/// @param functions model-local functions, in file order
public record Model(
        Path path,
        long fileBytes,
        long irVersion,
        String producer,
        String producerVersion,
        Map<String, Long> opsets,
        Graph graph,
        List<Function> functions,
        Map<String, String> metadata) {

    /// The default operator domain, which files may spell as the empty string.
    public static final String DEFAULT_DOMAIN = "ai.onnx";

    public Model {
        opsets = Map.copyOf(opsets);
        functions = List.copyOf(functions);
        metadata = Map.copyOf(metadata);
    }

    /// A function that the model brings along: an operator by its own name, defined by nodes.
    ///
    /// @param attributes names of attributes without a default
    /// @param defaults attributes with their defaults
    public record Function(
            String domain,
            String name,
            String overload,
            List<String> inputs,
            List<String> outputs,
            List<String> attributes,
            Map<String, Attribute> defaults,
            List<Node> nodes,
            Map<String, Long> opsets) {
        public Function {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            attributes = List.copyOf(attributes);
            defaults = Map.copyOf(defaults);
            nodes = List.copyOf(nodes);
            opsets = Map.copyOf(opsets);
        }
    }
}
