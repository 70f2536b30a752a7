package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Resize (since set 10) and Upsample (before): data resampled along its axes by scales or to
/// sizes.
///
/// FLOPs of an output over r resized axes: nearest 0; linear 2^r taps, each a product, and a sum
/// between them: 2^(r+1) - 1; cubic 4^r taps: 2 * 4^r - 1.
record Resize() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        return Outputs.of(node, node.type(0), data.isRanked() ? resized(node, data) : data);
    }

    private static Shape resized(OpContext node, Shape data) {
        List<Integer> axes = axes(node, data.rank()).orElse(null);
        if (axes == null) {
            return Shape.ofRank(data.rank(), "the axes do not fit the data");
        }
        List<Dim> sizes = sizes(node, data, axes);
        List<Dim> dims = new ArrayList<>(data.dims());
        for (int i = 0; i < axes.size(); i++) {
            dims.set(
                    axes.get(i),
                    sizes.size() == axes.size()
                            ? sizes.get(i)
                            : Dim.unknown("the new size depends on data"));
        }
        return Shape.of(dims);
    }

    /// The new size of each of the axes; none where data decide.
    private static List<Dim> sizes(OpContext node, Shape data, List<Integer> axes) {
        if (node.hasInput(3) && !node.shape(3).elements().is(0)) {
            List<Dim> sizes = Known.orOpen(node, 3).flatMap(Rounding::integers).orElse(List.of());
            return sizes.size() != axes.size()
                    ? List.of()
                    : AspectRatio.kept(
                            node.attribute("keep_aspect_ratio_policy", "stretch"),
                            data,
                            axes,
                            sizes);
        }
        double[] scales = scales(node, data.rank());
        List<Dim> sizes = new ArrayList<>(scales.length);
        for (int i = 0; i < scales.length && scales.length == axes.size(); i++) {
            Dim dim = data.dim(axes.get(i));
            // the specification scales the region of the crop, runtimes the whole axis
            sizes.add(
                    isCrop(node)
                            ? Dim.unknown("what is scaled when a crop is resized is not settled")
                            : scaled(dim, (float) scales[i]));
        }
        return sizes;
    }

    private static boolean isCrop(OpContext node) {
        return node.attribute("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
    }

    /// `floor(dim * scale)`, computed in float32 as runtimes do.
    private static Dim scaled(Dim dim, float scale) {
        if (!(scale > 0) || Float.isInfinite(scale)) {
            return Dim.unknown("the scale is " + scale);
        }
        if (dim.isKnown()) {
            return Arithmetic.truncated(Math.floor((float) dim.number().getAsLong() * scale));
        }
        // Halves, quarters and so on are exact.
        long denominator = 1;
        float numerator = scale;
        while (numerator != Math.rint(numerator) && denominator < 1024) {
            numerator *= 2;
            denominator *= 2;
        }
        return numerator == Math.rint(numerator) && numerator < 0x1p30f
                ? dim.times((long) numerator).floorDiv(denominator)
                : Dim.unknown("a symbol times " + scale);
    }

    private static Optional<List<Integer>> axes(OpContext node, int rank) {
        List<Long> all = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            all.add(axis);
        }
        return Axes.normal(node, node.attributeInts("axes").orElse(all), rank);
    }

    private static double[] scales(OpContext node, int rank) {
        double[] stated =
                node.node().attributes().get("scales")
                                instanceof Attribute.Reals(List<Double> values)
                        ? values.stream().mapToDouble(Double::doubleValue).toArray()
                        : new double[0];
        if (stated.length > 0) {
            return stated;
        }
        if (node.hasAttribute("height_scale") && rank == 4) {
            return new double[] {
                1, 1, node.attribute("height_scale", 1.0), node.attribute("width_scale", 1.0)
            };
        }
        boolean old = node.opset() < 11 || node.node().operator().equals("Upsample");
        return node.value(old ? 1 : 2).flatMap(Rounding::reals).orElse(new double[0]);
    }

    @Override
    public Cost cost(OpContext node) {
        Shape data = node.shape(0);
        Shape result = node.output(0).shape();
        int resized = 0;
        for (int axis = 0; axis < data.rank(); axis++) {
            resized += data.dim(axis).equals(result.dim(axis)) ? 0 : 1;
        }
        resized = Math.min(resized, 8);
        long perOutput =
                switch (node.attribute("mode", "nearest")) {
                    case "linear", "bilinear" -> (2L << resized) - 1;
                    case "cubic" -> (2L << (2 * resized)) - 1;
                    default -> 0;
                };
        return Cost.exact(
                Dim.of(0),
                result.elements().times(perOutput),
                node.input(0).bytes(),
                node.outputBytes());
    }
}
