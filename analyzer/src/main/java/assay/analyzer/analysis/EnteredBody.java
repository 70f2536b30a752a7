package assay.analyzer.analysis;

import assay.analyzer.op.OpContext;
import java.util.List;
import java.util.Set;

/// The body of an If, Loop or Scan, typed for what its operator handed in.
///
/// @param result what its operator sees
/// @param inputs names of its inputs, in order
/// @param outputs names of its outputs, in order
/// @param initializers names of the tensors that it stores itself
/// @param nodes its nodes, in order
record EnteredBody(
        OpContext.Body result,
        List<String> inputs,
        List<String> outputs,
        Set<String> initializers,
        List<TypedNode> nodes) {

    EnteredBody {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        initializers = Set.copyOf(initializers);
        nodes = List.copyOf(nodes);
    }
}
