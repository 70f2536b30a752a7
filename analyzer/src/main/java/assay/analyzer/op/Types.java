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
        return node -> Outputs.of(node, node.input(index));
    }

    /// One output with the shape of input `index` and elements of a fixed type.
    static Types likeWith(int index, ElementType type) {
        return node -> Outputs.of(node, ValueType.tensor(type, node.shape(index)));
    }

    /// One output of a fixed type and shape.
    static Types always(ElementType type, Shape shape) {
        return node -> Outputs.of(node, ValueType.tensor(type, shape));
    }

    /// Output `i` is what input `inputs[i]` is.
    static Types each(int... inputs) {
        return node -> {
            List<ValueType> types = new ArrayList<>();
            for (int input : inputs) {
                types.add(node.input(input));
            }
            return Outputs.of(node, types);
        };
    }

    /// Nothing can be told, and why.
    static Types unknown(String because) {
        return node -> {
            List<ValueType> types = new ArrayList<>();
            for (int i = 0; i < node.outputCount(); i++) {
                types.add(ValueType.unknown(because));
            }
            return Outputs.of(node, types);
        };
    }
}
