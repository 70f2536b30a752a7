package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// MatMul: `[..., M, K]` x `[..., K, N]` → `[..., M, N]`, leading dims broadcast; a vector is a row
/// on the left and a column on the right, and that dim is not in the result.
///
/// MACs = output elements x K.
record MatrixProduct() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape(node, node.shape(0), node.shape(1)));
    }

    static Shape shape(OpContext node, Shape left, Shape right) {
        if (!left.isRanked() || !right.isRanked()) {
            return left.isRanked() ? right : left;
        }
        if (left.rank() == 0 || right.rank() == 0) {
            node.conflict("a factor of a matrix product is a scalar");
            return Shape.unranked("a factor of a matrix product is a scalar");
        }
        Dim inner = left.dim(-1);
        Dim other = right.dim(right.rank() == 1 ? 0 : -2);
        if (inner.isKnown() && other.isKnown() && !inner.equals(other)) {
            node.conflict("left factor has " + inner + " columns, right factor " + other + " rows");
        }
        node.agree(inner, other);
        Shape batch = Broadcast.shapes(node, List.of(leading(left), leading(right)));
        List<Dim> dims = new ArrayList<>(batch.dims());
        if (left.rank() > 1) {
            dims.add(left.dim(-2));
        }
        if (right.rank() > 1) {
            dims.add(right.dim(-1));
        }
        return Shape.of(dims);
    }

    private static Shape leading(Shape shape) {
        return Shape.of(shape.dims().subList(0, Math.max(0, shape.rank() - 2)));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.matrix(
                node, macs(node.output(0).shape(), node.shape(0), node.shape(1)), Dim.of(0));
    }

    static Dim macs(Shape product, Shape left, Shape right) {
        Dim inner = left.dim(-1);
        return product.elements()
                .times(inner.isUnknown() ? right.dim(right.rank() == 1 ? 0 : -2) : inner);
    }
}
