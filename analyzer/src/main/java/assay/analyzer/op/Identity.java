package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;

/// Identity of a value of any type. A view.
record Identity() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.input(0));
    }

    @Override
    public Cost cost(OpContext node) {
        return Cost.FREE;
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        return node.value(0).map(List::of);
    }
}
