package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// LayerNormalization over the dims from `axis` on, with the optional outputs Mean and InvStdDev.
///
/// FLOPs of an element: mean, subtraction, square, mean, product with the inverse deviation, scale:
/// 6, and 1 for a bias. Of a row: epsilon, root, reciprocal: 3.
record LayerNormalization() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        OptionalInt axis = Axes.attribute(node, -1);
        Shape statistics = Shape.unranked("the axis is not known");
        if (axis.isPresent()) {
            List<Dim> dims = new ArrayList<>(data.rank());
            for (int i = 0; i < data.rank(); i++) {
                dims.add(i < axis.getAsInt() ? data.dim(i) : Dim.of(1));
            }
            statistics = Shape.of(dims);
        }
        ElementType computed = ElementType.ofNumber((int) node.attribute("stash_type", 1));
        ValueType statistic = ValueType.tensor(computed, statistics);
        return Outputs.of(node, ValueType.tensor(node.type(0), data), statistic, statistic);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim rows = Normalization.outer(node.shape(0), Axes.attribute(node, -1));
        Dim elements = node.shape(0).elements();
        return Traffic.stream(node, elements.times(node.hasInput(2) ? 7 : 6).plus(rows.times(3)));
    }
}
