package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// EyeLike: ones on a diagonal of a matrix of the input's shape, of the type `dtype` or the
/// input's. Only writes.
record EyeLike() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        ElementType type =
                node.hasAttribute("dtype")
                        ? ElementType.ofNumber(
                                (int) Math.clamp(node.attribute("dtype", 0), 0L, 99L))
                        : node.type(0);
        return Outputs.of(node, type, node.shape(0));
    }

    @Override
    public Cost cost(OpContext node) {
        Dim none = Dim.of(0);
        return Cost.exact(none, none, none, node.outputBytes());
    }
}
