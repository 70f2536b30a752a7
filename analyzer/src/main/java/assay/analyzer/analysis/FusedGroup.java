package assay.analyzer.analysis;

import java.util.List;

/// Nodes that the runtime runs as one.
///
/// @param operator the operator that runs, named as ONNX Runtime names it
/// @param nodes positions of the nodes, ascending
/// @param main the node that does the arithmetic: the one with MACs where there is one
/// @param execution what running it means
/// @param inside values that never reach memory
/// @param inputs values that come from outside the group, stored ones included, each once
/// @param outputs values that others read or the graph hands out; also the ones nobody reads
public record FusedGroup(
        String operator,
        List<Integer> nodes,
        int main,
        Execution execution,
        List<String> inside,
        List<String> inputs,
        List<String> outputs) {

    /// What running a group means.
    public enum Execution {
        /// At least one kernel that reads and writes memory.
        KERNEL,
        /// The node runs, but only gives its input another shape: no data moves.
        VIEW,
        /// The optimiser takes the node out of the graph.
        REMOVED
    }

    public FusedGroup {
        nodes = List.copyOf(nodes);
        inside = List.copyOf(inside);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
