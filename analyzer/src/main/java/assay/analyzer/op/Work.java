package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;

/// The cost of an operator as a function of its node, and the rules that many share.
@FunctionalInterface
interface Work {

    Cost of(OpContext node);

    /// A view, or bookkeeping: nothing is moved and nothing is computed.
    static Work none() {
        return _ -> Cost.FREE;
    }

    /// Data movement: all inputs are read, all outputs written, nothing is computed.
    static Work moving() {
        return perOutput(0);
    }

    /// Data movement of which only as much is read as is written, besides the inputs from
    /// `firstIndex` on: a gather.
    static Work gathering(int firstIndex) {
        return node -> {
            Dim read = node.outputBytes();
            for (int i = firstIndex; i < node.inputCount(); i++) {
                if (node.hasInput(i)) {
                    read = read.plus(node.input(i).bytes());
                }
            }
            return Cost.exact(Dim.of(0), Dim.of(0), read, node.outputBytes());
        };
    }

    /// `flops` for each element of the first output.
    static Work perOutput(long flops) {
        return node -> vector(node, node.output(0).shape().elements().times(flops));
    }

    /// `flops` for each element of the first input.
    static Work perInput(long flops) {
        return node -> vector(node, node.shape(0).elements().times(flops));
    }

    /// This work, no surer than `atMost`, and why.
    default Work less(Confidence atMost, String why) {
        return node -> of(node).less(atMost, why);
    }

    /// This work where the counts follow a stated model.
    default Work modelled(String why) {
        return less(Confidence.MODELLED, why);
    }

    /// Vector arithmetic over all inputs and outputs, each moved once.
    static Cost vector(OpContext node, Dim flops) {
        return matrix(node, Dim.of(0), flops);
    }

    /// Matrix products and vector arithmetic over all inputs and outputs, each moved once.
    static Cost matrix(OpContext node, Dim macs, Dim flops) {
        return Cost.exact(macs, flops, node.inputBytes(), node.outputBytes());
    }
}
