package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Cuts or pads a tensor around its centre to the sizes that input 1 gives for all axes or some.
record CenterCropPad() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = node.shape(0);
        if (!shape.isRanked()) {
            return Outputs.of(node, ValueType.tensor(node.type(0), shape));
        }
        List<Long> axes = node.attributeInts("axes").orElse(allAxes(shape.rank()));
        List<Dim> sizes = node.integers(1).orElse(List.of());
        List<Dim> dims = new ArrayList<>(shape.dims());
        for (int i = 0; i < axes.size(); i++) {
            int at = Slices.axis(axes.get(i), shape.rank());
            if (at < 0) {
                String what = "axis " + axes.get(i) + " lies outside rank " + shape.rank();
                node.conflict(what);
                return Outputs.of(node, ValueType.tensor(node.type(0), Shape.unranked(what)));
            }
            dims.set(
                    at,
                    sizes.size() == axes.size()
                            ? sizes.get(i)
                            : Dim.unknown("the target size depends on data"));
        }
        return Outputs.of(node, ValueType.tensor(node.type(0), Shape.of(dims)));
    }

    private static List<Long> allAxes(int rank) {
        List<Long> axes = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            axes.add(axis);
        }
        return axes;
    }

    /// What is written is read, at most.
    @Override
    public Cost cost(OpContext node) {
        Dim read = node.input(0).bytes();
        Dim written = node.outputBytes();
        return Cost.exact(Dim.of(0), Dim.of(0), read.min(written), written);
    }
}
