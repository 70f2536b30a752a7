package assay.analyzer.op;

import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// The output types of an operator as a function of its node, and the rules that many share.
@FunctionalInterface
interface Types {

    List<ValueType> of(OpContext node);

    /// Every output is what input `index` is.
    static Types sameAs(int index) {
        return node -> outputs(node, node.input(index));
    }

    /// One output with the shape of input `index` and elements of a fixed type.
    static Types likeWith(int index, ElementType type) {
        return node -> outputs(node, ValueType.tensor(type, node.shape(index)));
    }

    /// One output of a fixed type and shape.
    static Types always(ElementType type, Shape shape) {
        return node -> outputs(node, ValueType.tensor(type, shape));
    }

    /// Output `i` is what input `inputs[i]` is.
    static Types each(int... inputs) {
        return node -> {
            List<ValueType> types = new ArrayList<>();
            for (int input : inputs) {
                types.add(node.input(input));
            }
            return outputs(node, types);
        };
    }

    /// Nothing can be told, and why.
    static Types unknown(String because) {
        return node -> outputs(node, List.of(), because);
    }

    /// The types in order, one for each output name of the node: absent where the name is empty.
    static List<ValueType> outputs(OpContext node, ValueType... types) {
        return outputs(node, List.of(types));
    }

    static List<ValueType> outputs(OpContext node, List<ValueType> types) {
        return outputs(node, types, "the operator defines no such output");
    }

    private static List<ValueType> outputs(
            OpContext node, List<ValueType> types, String otherwise) {
        List<ValueType> result = new ArrayList<>(node.outputCount());
        for (int i = 0; i < node.outputCount(); i++) {
            result.add(
                    !node.hasOutput(i)
                            ? ValueType.unknown("absent")
                            : i < types.size() ? types.get(i) : ValueType.unknown(otherwise));
        }
        return result;
    }
}
