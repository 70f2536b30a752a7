package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// ConvTranspose: data `[N, C, spatial...]`, weight `[C, M/group, kernel...]` → `[N, M,
/// spatial...]`.
///
/// MACs = input elements x M/group x kernel elements: every input element is multiplied by the
/// whole kernel. A bias adds 1 FLOP an output element.
///
/// @param pads index of the input that gives the padding; -1 where attributes do
record TransposedConvolution(int pads) implements Op {

    static final Op PLAIN = new TransposedConvolution(-1);

    /// `ConvTransposeWithDynamicPads` of `com.microsoft`.
    static final Op DYNAMIC_PADS = new TransposedConvolution(2);

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape(node, node.shape(0), node.shape(1)));
    }

    private Shape shape(OpContext node, Shape data, Shape weight) {
        int rank = data.isRanked() ? data.rank() : weight.rank();
        if (rank < 2) {
            return Shape.unranked("neither data nor weight has a known shape");
        }
        if (data.dim(1).isKnown()
                && weight.dim(0).isKnown()
                && !data.dim(1).equals(weight.dim(0))) {
            node.conflict("data has " + data.dim(1) + " channels, weight expects " + weight.dim(0));
        }
        int axes = rank - 2;
        Window window = Window.of(node, weight, axes).orElse(null);
        List<Dim> dims = new ArrayList<>(rank);
        dims.add(data.dim(0));
        dims.add(weight.dim(1).times(node.attribute("group", 1)));
        List<Long> stated = node.attributeInts("output_shape").orElse(List.of());
        List<Long> added = node.attributeInts("output_padding").orElse(List.of());
        for (int axis = 0; axis < axes; axis++) {
            if (stated.size() == axes || stated.size() == rank) {
                dims.add(Dim.of(stated.get(stated.size() - axes + axis)));
            } else if (window == null || !stated.isEmpty()) {
                dims.add(Dim.unknown("the window is not known"));
            } else {
                dims.add(
                        length(
                                        window,
                                        axis,
                                        data.dim(axis + 2),
                                        added.size() == axes ? added.get(axis) : 0)
                                .minus(padding(node, axis, axes)));
            }
        }
        return Shape.of(dims);
    }

    /// `stride * (in - 1) + output_padding + span - pads`, and `in * stride` where the padding is
    /// chosen for that.
    private static Dim length(Window window, int axis, Dim in, long added) {
        long stride = window.strides().get(axis);
        if (window.autoPad().startsWith("SAME")) {
            // a window shorter than its step cannot fill that size: the specification wants
            // negative padding, runtimes take none
            return window.span(axis).plus(added).minus(stride).isNonNegative()
                    ? in.times(stride)
                    : Dim.unknown("the window is shorter than its step, and the padding SAME");
        }
        Dim pads =
                window.autoPad().equals("VALID")
                        ? Dim.of(0)
                        : Dim.of(window.begins().get(axis)).plus(window.ends().get(axis));
        return in.minus(1).times(stride).plus(added).plus(window.span(axis)).minus(pads);
    }

    /// What input `pads` takes off an axis: all begins, then all ends.
    private Dim padding(OpContext node, int axis, int axes) {
        if (pads < 0 || !node.hasInput(pads)) {
            return Dim.of(0);
        }
        List<Dim> given = node.integers(pads).orElse(List.of());
        return given.size() == 2 * axes
                ? given.get(axis).plus(given.get(axis + axes))
                : Dim.unknown("the padding depends on data");
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.matrix(
                node,
                node.shape(0).elements().times(Convolution.perOutput(node.shape(1))),
                node.hasInput(pads < 0 ? 2 : 3) ? node.output(0).shape().elements() : Dim.of(0));
    }
}
