package assay.analyzer.graph;

import assay.analyzer.tensor.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The nodes of a model or of a body, in topological order: that of the file, which ONNX requires
/// to be one, or what [TopologicalOrder] makes of it.
///
/// @param inputs what the caller feeds; initializers that old files list among the inputs are left
///   out
/// @param initializers by name, in file order
/// @param declared types that the file states for values inside the graph; hints, not facts
public record Graph(
        String name,
        List<Node> nodes,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs,
        Map<String, Initializer> initializers,
        Map<String, ValueType> declared) {

    public Graph {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
        declared = Map.copyOf(declared);
    }

    /// A named value and its declared type.
    public record ValueInfo(String name, ValueType type) {}
}
