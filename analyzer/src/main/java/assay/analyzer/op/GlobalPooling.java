package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// GlobalAveragePool, GlobalLpPool and GlobalMaxPool: every spatial dim becomes 1.
///
/// FLOPs: average 1 an input element (the division stands for the addition that the first element
/// does not need); p-norm 3 (absolute value, power, addition); maximum one compare an input element
/// less one a channel.
record GlobalPooling(Pooling.Kind kind) implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked()) {
            return Outputs.likeInput(node);
        }
        List<Dim> dims = new ArrayList<>(data.rank());
        for (int axis = 0; axis < data.rank(); axis++) {
            dims.add(axis < 2 ? data.dim(axis) : Dim.of(1));
        }
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    @Override
    public Cost cost(OpContext node) {
        Dim inputs = node.shape(0).elements();
        return Traffic.stream(
                node,
                switch (kind) {
                    case AVERAGE -> inputs;
                    case LP -> inputs.times(3);
                    case MAX -> inputs.minus(node.output(0).shape().elements());
                });
    }
}
