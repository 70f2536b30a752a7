package assay.analyzer.analysis;

import assay.analyzer.graph.Graph;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph of which every value has a type, as far as it can be told.
///
/// @param nodes in the order of the file
/// @param types of every input, initializer and node output, in order of appearance
/// @param values the values known during analysis
/// @param stored names of the values that are the same in every run: initializers and what is
///   computed from them alone
/// @param agreements what symbols must stand for so that the model can run, each once
/// @param conflicts what the model contradicts itself in, one sentence each
public record TypedGraph(
        Graph graph,
        List<TypedNode> nodes,
        Map<String, ValueType> types,
        Map<String, TensorValue> values,
        Set<String> stored,
        List<Agreement> agreements,
        List<Conflict> conflicts) {

    /// Two different expressions that must come to the same number, and the first node that asks
    /// for it.
    public record Agreement(String node, Dim left, Dim right) {}

    /// A contradiction: at which node, and what.
    public record Conflict(String node, String what) {}

    public TypedGraph {
        nodes = List.copyOf(nodes);
        types = Collections.unmodifiableMap(types);
        values = Collections.unmodifiableMap(values);
        stored = Collections.unmodifiableSet(stored);
        agreements = List.copyOf(agreements);
        conflicts = List.copyOf(conflicts);
    }

    /// Type of a value; unknown when the graph has none of that name.
    public ValueType type(String value) {
        return types.getOrDefault(value, ValueType.unknown("the graph has no value of this name"));
    }
}
