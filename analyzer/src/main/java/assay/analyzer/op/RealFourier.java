package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Fourier transforms of `com.microsoft` over the last `signal_ndim` axes of real signals; complex
/// numbers are pairs on a last axis of 2.
final class RealFourier {

    /// `Rfft`: `[..., n]` to `[..., floor(n / 2) + 1, 2]`.
    static final Op FORWARD = new Rule(RealFourier::forward, node -> cost(node, node.shape(0)));

    /// `Irfft`: `[..., m, 2]` to `[..., 2 * (m - 1)]`.
    static final Op BACK = new Rule(RealFourier::back, node -> cost(node, node.output(0).shape()));

    /// `ComplexMul`, `ComplexMulConj`: 4 products and 2 sums for each pair.
    static final Op PRODUCT =
            new Rule(
                    node -> Outputs.of(node, node.type(0), Broadcast.inputs(node)),
                    Work.perOutput(3));

    private RealFourier() {}

    private static List<ValueType> forward(OpContext node) {
        Shape signal = node.shape(0);
        if (signal.rank() < 1) {
            return Outputs.of(node, node.type(0), Shape.unranked("not a signal"));
        }
        List<Dim> dims = new ArrayList<>(signal.dims());
        dims.set(dims.size() - 1, signal.dim(-1).floorDiv(2).plus(1));
        dims.add(Dim.of(2));
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    private static List<ValueType> back(OpContext node) {
        Shape signal = node.shape(0);
        if (signal.rank() < 2) {
            return Outputs.of(node, node.type(0), Shape.unranked("not a complex signal"));
        }
        List<Dim> dims = new ArrayList<>(signal.dims());
        dims.removeLast();
        dims.set(dims.size() - 1, signal.dim(-2).minus(1).times(2));
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    /// A fast transform along each of the last axes of a real tensor.
    private static Cost cost(OpContext node, Shape real) {
        long axes = node.attribute("signal_ndim", 1L);
        Dim flops = Dim.of(0);
        for (int axis = 1; axis <= axes && axis <= real.rank(); axis++) {
            Dim length = real.dim(-axis);
            flops =
                    flops.plus(
                            AttentionCore.part(real.elements(), length)
                                    .times(Fourier.fast(length)));
        }
        return Traffic.stream(node, flops).less(Confidence.MODELLED, Fourier.FAST);
    }
}
