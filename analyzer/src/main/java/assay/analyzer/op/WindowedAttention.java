package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;

/// `LongformerAttention` and its quantized form, of `com.microsoft`: a window of keys around each
/// query, `window` to either side, and global tokens that depend on data.
final class WindowedAttention {

    static final Op LONGFORMER = new Rule(Types.sameAs(0), WindowedAttention::cost);

    private WindowedAttention() {}

    /// Projections `[hidden, 3 hidden]`, and a band of `2 window + 1` keys for each query. How many
    /// tokens attend globally besides depends on data.
    private static Cost cost(OpContext node) {
        Shape data = node.shape(0);
        Dim band = AttentionCore.attribute(node, "window").times(2).plus(1);
        Dim heads = AttentionCore.attribute(node, "num_heads");
        AttentionCore core =
                new AttentionCore(
                        data.dim(0),
                        heads,
                        data.dim(1),
                        band,
                        AttentionCore.part(data.dim(2), heads),
                        AttentionCore.part(data.dim(2), heads));
        Dim projections = data.elements().times(data.dim(2)).times(3);
        return Traffic.matrix(
                        node,
                        projections.plus(core.macs()),
                        core.flops(1).plus(data.elements().times(3)))
                .less(Confidence.MODELLED, "no token taken to attend globally");
    }
}
