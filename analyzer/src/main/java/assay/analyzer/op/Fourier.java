package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// `DFT`: a Fourier transform along one axis. The last axis holds real and imaginary parts.
///
/// Work is that of a fast transform, `5 n log2(n)` for one of length n (radix 2, after Cooley and
/// Tukey): a model, for the definition's own sum has n^2 terms.
///
/// @param axisIsInput from version 20 on, where the axis is input 2 and defaults to -2; before it
///   is an attribute that defaults to 1
record Fourier(boolean axisIsInput) implements Op {

    static final String FAST = "a fast transform of n points taken as 5 n log2(n)";

    private static final String AXIS = "the axis of the transform depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = node.shape(0);
        if (!shape.isRanked() || shape.rank() < 2) {
            return Outputs.of(node, ValueType.tensor(node.type(0), Shape.unranked("not a signal")));
        }
        Dim axis = axis(node);
        boolean inverse = node.attribute("inverse", 0L) != 0;
        boolean onesided = node.attribute("onesided", 0L) != 0;
        List<Dim> dims = new ArrayList<>(shape.dims());
        if (!(axis instanceof Dim.Known(long number))) {
            // a whole transform without a length of its own keeps every dim
            if (onesided || node.hasInput(1)) {
                dims.replaceAll(_ -> Dim.unknown(AXIS));
            }
        } else if (Slices.axis(number, shape.rank()) < 0) {
            node.conflict("axis " + number + " lies outside a tensor of rank " + shape.rank());
            dims.replaceAll(_ -> Dim.unknown("the axis lies outside the tensor"));
        } else {
            Dim length = length(node, number);
            dims.set(
                    Slices.axis(number, shape.rank()),
                    onesided && !inverse ? length.floorDiv(2).plus(1) : length);
        }
        dims.set(dims.size() - 1, Dim.of(onesided && inverse ? 1 : 2));
        return Outputs.of(node, ValueType.tensor(node.type(0), Shape.of(dims)));
    }

    @Override
    public Cost cost(OpContext node) {
        if (!(axis(node) instanceof Dim.Known(long number))) {
            return Traffic.stream(node, Dim.unknown(AXIS));
        }
        // the last axis is no part of the transforms' number
        Dim length = length(node, number);
        List<Dim> others = new ArrayList<>(node.shape(0).dims());
        int at = Slices.axis(number, others.size());
        if (at < 0 || at == others.size() - 1) {
            return Traffic.stream(node, Dim.unknown("the axis lies outside the tensor"));
        }
        others.removeLast();
        others.remove(at);
        return Traffic.stream(node, fast(length).times(Dim.product(others)))
                .less(Confidence.MODELLED, FAST);
    }

    /// `5 n ceil(log2(n))`; unknown where n is not a number.
    static Dim fast(Dim length) {
        return length instanceof Dim.Known(long n) && n >= 1
                ? length.times(5L * (64 - Long.numberOfLeadingZeros(n - 1)))
                : Dim.unknown("the length of the transform is not known");
    }

    private Dim axis(OpContext node) {
        if (!axisIsInput) {
            return Dim.of(node.attribute("axis", 1L));
        }
        return node.hasInput(2)
                ? Folds.integer(node.value(2)).orElse(Dim.unknown(AXIS))
                : Dim.of(-2);
    }

    private static Dim length(OpContext node, long axis) {
        if (node.hasInput(1)) {
            return Folds.integer(node.value(1))
                    .orElse(Dim.unknown("the length of the transform depends on data"));
        }
        Dim size = Slices.dim(node.shape(0), axis);
        boolean back = node.attribute("onesided", 0L) != 0 && node.attribute("inverse", 0L) != 0;
        return back ? size.minus(1).times(2) : size;
    }
}
