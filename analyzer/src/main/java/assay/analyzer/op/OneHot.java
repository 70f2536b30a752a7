package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// OneHot: the dims of the indices with `depth` (input 1) put in at `axis`; elements of the type of
/// the two values in input 2.
record OneHot() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape indices = node.shape(0);
        if (!indices.isRanked()) {
            return Outputs.of(node, node.type(2), indices);
        }
        int rank = indices.rank() + 1;
        OptionalInt axis = Axes.normal(node, node.attribute("axis", -1), rank);
        if (axis.isEmpty()) {
            return Outputs.of(
                    node, node.type(2), Shape.ofRank(rank, "the axis lies outside the result"));
        }
        List<Dim> dims = new ArrayList<>(indices.dims());
        dims.add(axis.getAsInt(), Known.integer(node, 1));
        return Outputs.of(node, node.type(2), Shape.of(dims));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }
}
