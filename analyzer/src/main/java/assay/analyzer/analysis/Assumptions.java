package assay.analyzer.analysis;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.Map;

/// What is known of a model before it is analysed.
///
/// @param chosen numbers that the user wants symbols bound to when numbers are asked for; the
///   analysis stays symbolic
/// @param bound numbers that stand in the place of symbols from the start
/// @param inputShapes shapes of graph inputs, in the place of the declared ones
/// @param inputValues values of graph inputs, known at analysis time ("frozen")
/// @param inputTypes types of graph inputs that are no tensors, member by member ("frozen" lists
///   and optional values)
public record Assumptions(
        Bindings chosen,
        Bindings bound,
        Map<String, Shape> inputShapes,
        Map<String, TensorValue> inputValues,
        Map<String, ValueType> inputTypes) {

    public static final Assumptions NONE =
            new Assumptions(Bindings.NONE, Bindings.NONE, Map.of(), Map.of(), Map.of());

    public Assumptions {
        inputShapes = Map.copyOf(inputShapes);
        inputValues = Map.copyOf(inputValues);
        inputTypes = Map.copyOf(inputTypes);
    }

    /// These with numbers put in for symbols from the start.
    public Assumptions with(Bindings numbers) {
        return new Assumptions(chosen, numbers, inputShapes, inputValues, inputTypes);
    }

    /// True when nothing is said of the inputs that the model does not say itself.
    boolean leaveInputsAlone() {
        return inputShapes.isEmpty() && bound.values().isEmpty();
    }
}
