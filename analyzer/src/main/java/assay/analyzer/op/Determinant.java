package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// `Det` of `[..., M, M]` to `[...]`. Work is that of an LU factorisation, `2/3 M^3` for each
/// matrix (Golub and Van Loan, 3.2).
record Determinant() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = node.shape(0);
        if (!shape.isRanked() || shape.rank() < 2) {
            return Outputs.of(node, ValueType.tensor(node.type(0), Shape.unranked("not a matrix")));
        }
        return Outputs.of(
                node,
                ValueType.tensor(
                        node.type(0), Shape.of(shape.dims().subList(0, shape.rank() - 2))));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, factorisation(node.shape(0)))
                .less(Confidence.MODELLED, "an LU factorisation of M rows taken as 2/3 M^3");
    }

    static Dim factorisation(Shape matrices) {
        Dim rows = matrices.dim(-1);
        return matrices.elements().times(rows).times(2).floorDiv(3);
    }
}
