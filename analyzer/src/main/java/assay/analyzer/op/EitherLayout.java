package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// An operator whose attribute `channels_last` says where its channels are.
record EitherLayout(Op channelsFirst, ChannelsLast channelsLast) implements Op {

    /// @param weight index of a convolution's weight, -1 for none
    static Op of(Op channelsFirst, int weight) {
        return new EitherLayout(channelsFirst, new ChannelsLast(channelsFirst, weight));
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        return chosen(node).infer(node);
    }

    @Override
    public Cost cost(OpContext node) {
        return chosen(node).cost(node);
    }

    private Op chosen(OpContext node) {
        return node.attribute("channels_last", 0) == 1 ? channelsLast : channelsFirst;
    }
}
