package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;

/// Size: the number of elements of the input, as an int64 scalar. Costs nothing.
record SizeOf() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, ElementType.INT64, Shape.scalar());
    }

    @Override
    public Cost cost(OpContext node) {
        return Cost.FREE;
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        return Optional.of(List.of(TensorValue.scalar(node.shape(0).elements())));
    }
}
