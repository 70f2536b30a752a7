package assay.analyzer.op;

import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// The list that [Op#infer] answers: one type for each output name of the node.
final class Outputs {

    private Outputs() {}

    /// The types in order; `absent` where the node leaves an output out, unknown beyond the last.
    static List<ValueType> of(OpContext node, List<? extends ValueType> types) {
        List<ValueType> all = new ArrayList<>(node.outputCount());
        for (int i = 0; i < node.outputCount(); i++) {
            if (!node.hasOutput(i)) {
                all.add(ValueType.unknown("absent"));
            } else if (i < types.size()) {
                all.add(types.get(i));
            } else {
                all.add(ValueType.unknown(node.node().qualifiedOperator() + " has no output " + i));
            }
        }
        return all;
    }

    static List<ValueType> of(OpContext node, ValueType... types) {
        return of(node, List.of(types));
    }

    static List<ValueType> of(OpContext node, ElementType type, Shape shape) {
        return of(node, List.of(ValueType.tensor(type, shape)));
    }

    /// The first output has the tensor type of the first input.
    static List<ValueType> likeInput(OpContext node) {
        return of(node, node.type(0), node.shape(0));
    }
}
