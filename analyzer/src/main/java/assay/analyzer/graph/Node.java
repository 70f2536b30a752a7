package assay.analyzer.graph;

import java.util.List;
import java.util.Map;

/// One application of an operator.
///
/// @param name as in the file, or `<operator>_<position>` where the file gives none
/// @param domain `ai.onnx` for the default domain
/// @param overload tells apart functions of one name; almost always empty
/// @param inputs names of values; an empty name is an input left out
/// @param outputs names of values; an empty name is an output that is not wanted
public record Node(
        String name,
        String operator,
        String domain,
        String overload,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {

    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /// `Conv` in the default domain, `com.microsoft.FusedConv` elsewhere.
    public String qualifiedOperator() {
        return domain.equals(Model.DEFAULT_DOMAIN) ? operator : domain + "." + operator;
    }
}
