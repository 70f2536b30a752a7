package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Gemm: `alpha * A' * B' + beta * C` with A' `[M, K]` and B' `[K, N]`, either stored transposed.
///
/// MACs = M x N x K; adding C is 1 FLOP an output element; alpha and beta, where they are not 1,
/// one for each element that they scale.
record Gemm() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Dim inner = left(node, 1);
        Dim other = right(node, 0);
        if (inner.isKnown() && other.isKnown() && !inner.equals(other)) {
            node.conflict("A has " + inner + " columns, B has " + other + " rows");
        }
        node.agree(inner, other);
        return Outputs.of(node, node.type(0), Shape.of(left(node, 0), right(node, 1)));
    }

    private static Dim left(OpContext node, int axis) {
        return node.shape(0).dim(node.attribute("transA", 0) == 0 ? axis : 1 - axis);
    }

    private static Dim right(OpContext node, int axis) {
        return node.shape(1).dim(node.attribute("transB", 0) == 0 ? axis : 1 - axis);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim outputs = node.output(0).shape().elements();
        Dim inner = left(node, 1).isUnknown() ? right(node, 0) : left(node, 1);
        Dim vector = Dim.of(0);
        if (node.attribute("alpha", 1.0) != 1) {
            vector = vector.plus(outputs);
        }
        if (node.hasInput(2)) {
            vector = vector.plus(outputs);
            if (node.attribute("beta", 1.0) != 1) {
                vector = vector.plus(node.shape(2).elements());
            }
        }
        return Traffic.matrix(node, outputs.times(inner), vector);
    }
}
