package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Sampling of an image at the places of a grid, and grids made from affine maps.
final class GridSampling {

    /// `GridSample`: image `[N, C, D1...]`, grid `[N, d1..., axes]`, result `[N, C, d1...]`. Each
    /// result takes 2^axes (linear) or 4^axes (cubic) elements, a product and a sum each.
    static final Op SAMPLE = new Rule(GridSampling::sampled, GridSampling::sampling);

    /// `AffineGrid`: theta `[N, axes, axes + 1]` and a size to a grid `[N, d1..., axes]`. Each
    /// coordinate takes `axes` products and as many sums.
    static final Op AFFINE = new Rule(GridSampling::grid, GridSampling::making);

    private GridSampling() {}

    private static List<ValueType> sampled(OpContext node) {
        Shape image = node.shape(0);
        Shape grid = node.shape(1);
        if (!image.isRanked() && !grid.isRanked()) {
            return Outputs.of(node, ValueType.tensor(node.type(0), image));
        }
        if (image.isRanked() && grid.isRanked() && image.rank() != grid.rank()) {
            String what = "image has rank " + image.rank() + ", grid " + grid.rank();
            node.conflict(what);
            return Outputs.of(node, ValueType.tensor(node.type(0), Shape.unranked(what)));
        }
        int rank = Math.max(image.rank(), grid.rank());
        List<Dim> dims = new ArrayList<>();
        Dim batch = image.dim(0);
        dims.add(batch.isKnown() || grid.dim(0).isUnknown() ? batch : grid.dim(0));
        dims.add(image.dim(1));
        for (int axis = 1; axis < rank - 1; axis++) {
            dims.add(grid.dim(axis));
        }
        return Outputs.of(node, ValueType.tensor(node.type(0), Shape.of(dims)));
    }

    private static Cost sampling(OpContext node) {
        int axes = Math.clamp(node.shape(1).rank() - 2, 0, 8);
        String mode = node.attribute("mode", "linear");
        long taps = mode.equals("nearest") ? 0 : 1L << (mode.contains("cubic") ? 2 * axes : axes);
        return Work.perOutput(2 * taps).of(node);
    }

    private static List<ValueType> grid(OpContext node) {
        Shape theta = node.shape(0);
        Dim axes = theta.dim(1);
        Dim sizes = node.shape(1).dim(0);
        long count =
                axes instanceof Dim.Known(long a)
                        ? a
                        : sizes instanceof Dim.Known(long s) ? s - 2 : -1;
        if (count < 2 || count > 3) {
            return Outputs.of(
                    node,
                    ValueType.tensor(node.type(0), Shape.unranked("neither a plane nor a space")));
        }
        List<Dim> size = node.integers(1).orElse(List.of());
        List<Dim> dims = new ArrayList<>();
        dims.add(theta.dim(0).isUnknown() && !size.isEmpty() ? size.getFirst() : theta.dim(0));
        for (int i = 0; i < count; i++) {
            dims.add(
                    size.size() == count + 2
                            ? size.get(i + 2)
                            : Dim.unknown("the grid's size depends on data"));
        }
        dims.add(Dim.of(count));
        return Outputs.of(node, ValueType.tensor(node.type(0), Shape.of(dims)));
    }

    private static Cost making(OpContext node) {
        Dim axes = node.output(0).shape().dim(-1);
        return Traffic.stream(node, node.output(0).shape().elements().times(axes).times(2));
    }
}
