package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Puts the maxima of a pooling back where they came from, zeros elsewhere. The size is input 2, or
/// `(size - 1) * stride + kernel - pads`.
record MaxUnpool() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, ValueType.tensor(node.type(0), shape(node)));
    }

    private static Shape shape(OpContext node) {
        Shape pooled = node.shape(0);
        if (node.hasInput(2)) {
            return node.integers(2)
                    .map(Shape::of)
                    .orElse(
                            pooled.isRanked()
                                    ? Shape.ofRank(pooled.rank(), "output_shape depends on data")
                                    : pooled);
        }
        if (!pooled.isRanked() || pooled.rank() < 3) {
            return Shape.unranked("not an image");
        }
        int axes = pooled.rank() - 2;
        List<Long> kernel = node.attributeInts("kernel_shape").orElse(List.of());
        List<Long> strides = node.attributeInts("strides").orElse(List.of());
        List<Long> pads = node.attributeInts("pads").orElse(List.of());
        List<Dim> dims = new ArrayList<>(pooled.dims().subList(0, 2));
        for (int i = 0; i < axes; i++) {
            if (kernel.size() != axes
                    || (!strides.isEmpty() && strides.size() != axes)
                    || (!pads.isEmpty() && pads.size() != 2 * axes)) {
                dims.add(Dim.unknown("kernel, strides or pads do not fit the rank"));
                continue;
            }
            Dim padding = pads.isEmpty() ? Dim.of(0) : Dim.of(pads.get(i)).plus(pads.get(i + axes));
            dims.add(
                    pooled.dim(i + 2)
                            .minus(1)
                            .times(strides.isEmpty() ? 1 : strides.get(i))
                            .plus(kernel.get(i))
                            .minus(padding));
        }
        return Shape.of(dims);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim read = node.input(0).bytes().plus(node.input(1).bytes());
        return Cost.exact(Dim.of(0), Dim.of(0), read, node.outputBytes());
    }
}
