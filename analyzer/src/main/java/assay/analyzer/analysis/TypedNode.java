package assay.analyzer.analysis;

import assay.analyzer.graph.Node;
import assay.analyzer.op.Op;
import assay.analyzer.op.OpContext;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node with the types of what flows in and out.
///
/// @param op its definition; null where the operator is not known or is a function of the model
/// @param context the node as its definition sees it
/// @param settled true when its outputs are known before the first run: folded, or computed from
///   stored tensors alone
/// @param expansion the nodes of the model-local function that it calls; else empty
public record TypedNode(
        Node node, @Nullable Op op, OpContext context, boolean settled, List<TypedNode> expansion) {

    public TypedNode {
        expansion = List.copyOf(expansion);
    }

    /// Types of the inputs, in order; an input left out is unknown.
    public List<ValueType> inputs() {
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < context.inputCount(); i++) {
            types.add(context.input(i));
        }
        return types;
    }

    /// Types of the outputs, in order.
    public List<ValueType> outputs() {
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < context.outputCount(); i++) {
            types.add(context.output(i));
        }
        return types;
    }
}
