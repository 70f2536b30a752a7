package assay.analyzer.analysis;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import java.util.Map;

/// What the user tells about a model before it is analysed.
///
/// @param bindings numbers for symbols, put in everywhere from the start
/// @param inputShapes shapes of graph inputs, in the place of the declared ones
/// @param inputValues values of graph inputs, known at analysis time ("frozen")
public record Assumptions(
        Bindings bindings, Map<String, Shape> inputShapes, Map<String, TensorValue> inputValues) {

    public static final Assumptions NONE = new Assumptions(Bindings.NONE, Map.of(), Map.of());

    public Assumptions {
        inputShapes = Map.copyOf(inputShapes);
        inputValues = Map.copyOf(inputValues);
    }
}
