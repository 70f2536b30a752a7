package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pad: elements put before and after each axis (negative: taken away). Attribute `paddings` in set
/// 1, `pads` in set 2, input 1 since 11, of the axes in input 3 since 18. Moves every element.
record Pad() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        return Outputs.of(node, node.type(0), data.isRanked() ? padded(node, data) : data);
    }

    private static Shape padded(OpContext node, Shape data) {
        Shape unknown = Shape.ofRank(data.rank(), "the padding depends on data");
        List<Dim> pads = pads(node);
        List<Long> stated = new ArrayList<>();
        for (long axis = 0; axis < data.rank(); axis++) {
            stated.add(axis);
        }
        if (node.hasInput(3)) {
            stated = node.integers("axes", 3).orElse(null);
        }
        if (pads == null || stated == null) {
            return unknown;
        }
        if (pads.size() != 2 * stated.size()) {
            node.conflict(pads.size() + " pads for " + stated.size() + " axes");
            return unknown;
        }
        List<Integer> axes = Axes.normal(node, stated, data.rank()).orElse(null);
        if (axes == null) {
            return unknown;
        }
        List<Dim> dims = new ArrayList<>(data.dims());
        for (int i = 0; i < axes.size(); i++) {
            Dim dim = data.dim(axes.get(i)).plus(pads.get(i)).plus(pads.get(i + axes.size()));
            dims.set(
                    axes.get(i),
                    dim.isKnown() && !dim.isNonNegative()
                            ? Dim.unknown("the padding takes away more than there is")
                            : dim);
        }
        return Shape.of(dims);
    }

    private static @Nullable List<Dim> pads(OpContext node) {
        String name = node.hasAttribute("paddings") ? "paddings" : "pads";
        if (!node.hasAttribute(name)) {
            return Known.orOpen(node, 1).flatMap(Rounding::integers).orElse(null);
        }
        List<Dim> pads = new ArrayList<>();
        for (long pad : node.attributeInts(name).orElse(List.of())) {
            pads.add(Dim.of(pad));
        }
        return pads;
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }
}
