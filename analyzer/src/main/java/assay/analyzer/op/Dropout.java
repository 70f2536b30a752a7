package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Dropout: a view at inference; in training a draw, a compare and two products an element.
record Dropout() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        ElementType mask = node.opset() >= 10 ? ElementType.BOOL : node.type(0);
        return Outputs.of(node, node.input(0), ValueType.tensor(mask, node.shape(0)));
    }

    @Override
    public Cost cost(OpContext node) {
        Dim training = node.hasInput(2) ? Known.integer(node, 2) : Dim.of(0);
        if (training.is(0)) {
            return Cost.FREE;
        }
        return Traffic.stream(node, node.shape(0).elements().times(4));
    }
}
