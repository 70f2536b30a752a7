package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// GatherElements (one element an index) and GatherND (one slice an index tuple). They read what
/// they gather, and the indices.
record GatherElements(boolean slices) implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), slices ? gathered(node) : node.shape(1));
    }

    /// The indices' dims but the last, then those of the data that the tuple does not index.
    private static Shape gathered(OpContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        if (!data.isRanked() || !indices.isRanked()) {
            return data.isRanked() ? indices : data;
        }
        if (indices.rank() == 0 || !indices.dim(-1).isKnown()) {
            return Shape.unranked("the length of the index tuples is not known");
        }
        long used = node.attribute("batch_dims", 0) + indices.dim(-1).number().getAsLong();
        if (used < 0 || used > data.rank()) {
            String what = "index tuples reach over " + used + " dims, data has " + data.rank();
            node.conflict(what);
            return Shape.unranked(what);
        }
        List<Dim> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
        dims.addAll(data.dims().subList((int) used, data.rank()));
        return Shape.of(dims);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.part(node);
    }
}
