package assay.analyzer.onnx;

import java.util.List;
import java.util.Map;

/// A node to be written.
///
/// @param domain operator set, empty for ONNX's own
/// @param inputs names of values; an empty name leaves an optional input out
public record NodeSpec(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, AttributeSpec> attributes) {
    public NodeSpec {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
