package assay.analyzer.analysis;

import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Types of the graph's inputs with a symbol for every open dim.
///
/// A dim without a name gets the symbol `<input>_<axis>`. A symbol that one input uses for several
/// axes cannot mean one number (`[batch, batch]` for a batch of sequences): on every axis but its
/// first it becomes `<symbol>_<axis>`, the same in all inputs.
final class InputShapes {

    private final Assumptions assumptions;

    InputShapes(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    Map<String, ValueType> types(List<ValueInfo> inputs) {
        Map<String, Integer> firstAxisOfRepeated = repeated(inputs);
        Map<String, ValueType> types = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            Shape given = assumptions.inputShapes().get(input.name());
            types.put(
                    input.name(),
                    switch (input.type()) {
                        case ValueType.TensorType(var type, var shape) ->
                                new ValueType.TensorType(
                                        type,
                                        given != null
                                                ? given
                                                : named(input.name(), shape, firstAxisOfRepeated));
                        case ValueType.SparseTensorType _,
                                ValueType.SequenceType _,
                                ValueType.OptionalType _,
                                ValueType.MapType _,
                                ValueType.UnknownType _ ->
                                input.type();
                    });
        }
        types.replaceAll((_, type) -> type.bind(assumptions.bound()));
        return types;
    }

    private static Map<String, Integer> repeated(List<ValueInfo> inputs) {
        Map<String, Integer> repeated = new HashMap<>();
        for (ValueInfo input : inputs) {
            Map<Dim, Integer> first = new HashMap<>();
            List<Dim> dims = input.type().shape().dims();
            for (int axis = 0; axis < dims.size(); axis++) {
                Integer before = first.putIfAbsent(dims.get(axis), axis);
                if (before != null && dims.get(axis) instanceof Dim.Symbol(String name)) {
                    repeated.merge(name, before, Math::min);
                }
            }
        }
        return repeated;
    }

    private static Shape named(
            String input, Shape shape, Map<String, Integer> firstAxisOfRepeated) {
        if (!shape.isRanked()) {
            return shape;
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            Dim dim = shape.dim(axis);
            dims.add(
                    switch (dim) {
                        case Dim.Unknown _ -> Dim.symbol(input + "_" + axis);
                        case Dim.Symbol(String name) -> {
                            Integer first = firstAxisOfRepeated.get(name);
                            yield first == null || first == axis
                                    ? dim
                                    : Dim.symbol(name + "_" + axis);
                        }
                        default -> dim;
                    });
        }
        return Shape.of(dims);
    }
}
