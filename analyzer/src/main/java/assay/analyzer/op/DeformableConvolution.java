package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// `DeformConv`: a convolution whose window is sampled at offset places. MACs are those of the
/// plain convolution; each sampled element takes 2^axes products and as many sums, and a mask one
/// product more.
record DeformableConvolution() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(
                node, node.type(0), Convolution.shape(node, node.shape(0), node.shape(1)));
    }

    @Override
    public Cost cost(OpContext node) {
        Shape output = node.output(0).shape();
        Shape weight = node.shape(1);
        int axes = Math.clamp(weight.rank() - 2, 0, 8);
        Dim outputs = output.elements();
        Dim places = node.shape(0).dim(0).times(node.shape(0).dim(1));
        for (int i = 0; i < axes; i++) {
            places = places.times(output.dim(i + 2)).times(weight.dim(i + 2));
        }
        Dim sampling = places.times((2L << axes) + (node.hasInput(4) ? 1 : 0));
        return Traffic.matrix(
                node,
                outputs.times(Convolution.perOutput(weight)),
                sampling.plus(node.hasInput(3) ? outputs : Dim.of(0)));
    }
}
