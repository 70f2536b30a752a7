package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;

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
        return Traffic::copy;
    }

    /// `flops` for each element of the first output.
    static Work perOutput(long flops) {
        return node -> Traffic.stream(node, node.output(0).shape().elements().times(flops));
    }

    /// `flops` for each element of the first input.
    static Work perInput(long flops) {
        return node -> Traffic.stream(node, node.shape(0).elements().times(flops));
    }

    /// This work, no surer than `atMost`, and why.
    default Work less(Confidence atMost, String why) {
        return node -> of(node).less(atMost, why);
    }

    /// This work where the counts follow a stated model.
    default Work modelled(String why) {
        return less(Confidence.MODELLED, why);
    }
}
