package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Convolution and pooling over `[N, spatial..., C]`. The kernel comes from the attribute
/// `kernel_shape`, for weights are stored both ways round.
///
/// @param weight index of the weight, -1 for pooling
/// @param global true where the window is the whole image
record ChannelsLast(int weight, boolean global) implements Op {

    static final Op CONVOLUTION = new ChannelsLast(1, false);
    static final Op QUANTIZED_CONVOLUTION = new ChannelsLast(3, false);
    static final Op POOLING = new ChannelsLast(-1, false);
    static final Op GLOBAL_POOLING = new ChannelsLast(-1, true);

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        if (data.rank() < 3) {
            return Outputs.of(node, node.type(0), Shape.unranked("not an image"));
        }
        int axes = data.rank() - 2;
        Window window =
                global
                        ? null
                        : Window.of(node, Shape.unranked("stored both ways"), axes).orElse(null);
        List<Dim> dims = new ArrayList<>();
        dims.add(data.dim(0));
        for (int axis = 0; axis < axes; axis++) {
            dims.add(
                    global
                            ? Dim.of(1)
                            : window == null
                                    ? Dim.unknown("the window is not known")
                                    : window.slide(node, axis, data.dim(axis + 1)));
        }
        dims.add(weight < 0 ? data.dim(-1) : node.shape(weight).dim(0));
        return Outputs.of(node, node.type(weight == 3 ? 7 : 0), Shape.of(dims));
    }

    /// A convolution's MACs as ever; pooling one operation for each element under the window.
    @Override
    public Cost cost(OpContext node) {
        Dim outputs = node.output(0).shape().elements();
        if (weight >= 0) {
            return Traffic.matrix(
                    node,
                    outputs.times(Convolution.perOutput(node.shape(weight))),
                    outputs.times(
                            weight == 3
                                    ? Products.REQUANTIZE + Products.bias(node, 8)
                                    : Products.bias(node, weight + 1) + Products.activation(node)));
        }
        if (global) {
            return Traffic.stream(node, node.shape(0).elements());
        }
        Dim window = Dim.of(1);
        for (long size : node.attributeInts("kernel_shape").orElse(List.of())) {
            window = window.times(size);
        }
        return Traffic.stream(node, outputs.times(window));
    }
}
