package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Operators that give the same elements another shape: no work, and no bytes move.
///
/// @param shape shape of the output
record View(Function<OpContext, Shape> shape) implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape.apply(node));
    }

    @Override
    public Cost cost(OpContext node) {
        return Cost.FREE;
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        return node.value(0)
                .flatMap(value -> Layout.reshaped(value, node.output(0).shape()))
                .map(List::of);
    }
}
