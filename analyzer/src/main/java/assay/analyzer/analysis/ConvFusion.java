package assay.analyzer.analysis;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Set;

/// What joins a convolution: a Pad of zeros before it; a BatchNormalization, a scale or a bias
/// folded into its weights (it stays `Conv`); a residual addition and an activation that its kernel
/// applies (it becomes `FusedConv`).
final class ConvFusion {

    private final Links links;
    private final Grouping groups;
    private final FusionRules rules;

    ConvFusion(Links links, Grouping groups, FusionRules rules) {
        this.links = links;
        this.groups = groups;
        this.rules = rules;
    }

    void apply(int conv) {
        if (rules.convAddAlone() && links.is(conv, "BatchNormalization")) {
            scaled(conv);
            return;
        }
        if (!links.is(conv, "Conv")) {
            return;
        }
        int pad = links.producer(conv, 0);
        if (groups.isFree(pad) && links.next(pad) == conv && isZeroPad(pad)) {
            groups.join(conv, List.of(pad), "Conv");
        }
        int last = fold(conv);
        int addition = links.next(last);
        if (groups.isFree(addition) && isResidual(addition, conv, last)) {
            int after = links.next(addition);
            boolean activated = isActivation(after, rules.convAddActivations());
            if (activated || rules.convAddAlone()) {
                groups.join(
                        conv,
                        activated ? List.of(addition, after) : List.of(addition),
                        "FusedConv");
                return;
            }
        }
        int activation = links.next(last);
        if (isActivation(activation, rules.convActivations())) {
            groups.join(conv, List.of(activation), "FusedConv");
        }
    }

    /// In the blocked layout a BatchNormalization that stands alone runs as a convolution of one
    /// value a channel, and takes an activation like any other.
    private void scaled(int norm) {
        int activation = links.next(norm);
        boolean blocked =
                links.rank(links.input(norm, 0)) == 4
                        && links.type(links.input(norm, 0)).shape().dim(1).number().orElse(1)
                                        % rules.convAddChannels()
                                == 0;
        if (blocked && isActivation(activation, rules.convActivations())) {
            groups.join(norm, List.of(activation), "FusedConv");
        }
    }

    /// Folds what follows into stored weights; returns the last node folded.
    private int fold(int conv) {
        int last = conv;
        if (!links.isStored(links.input(conv, 1))) {
            return last;
        }
        for (int hops = 0; hops < 4; hops++) {
            int next = links.next(last);
            if (!groups.isFree(next) || !isFoldable(next, last, conv)) {
                return last;
            }
            groups.join(conv, List.of(next), "Conv");
            last = next;
        }
        return last;
    }

    private boolean isFoldable(int node, int last, int conv) {
        if (links.is(node, "BatchNormalization")) {
            for (int i = 1; i < 5; i++) {
                if (!links.isStored(links.input(node, i))) {
                    return false;
                }
            }
            return links.input(node, 0).equals(links.output(last));
        }
        return links.is(node, Set.of("Mul", "Add"))
                && isPerChannel(links.other(node, links.output(last)), conv);
    }

    /// A stored `[C, 1, 1]` or `[1, C, 1, 1]`, or a stored scalar.
    private boolean isPerChannel(String value, int conv) {
        if (value.isEmpty() || !links.isStored(value)) {
            return false;
        }
        Shape shape = links.type(value).shape();
        int spatial = links.rank(links.output(conv)) - 2;
        if (shape.rank() <= spatial || spatial < 1) {
            return shape.isRanked() && shape.elements().is(1);
        }
        Dim channels = links.type(links.input(conv, 1)).shape().dim(0);
        return shape.dim(-1 - spatial).equals(channels) && shape.elements().equals(channels);
    }

    private boolean isResidual(int node, int conv, int last) {
        if (!links.is(node, "Add")) {
            return false;
        }
        String other = links.other(node, links.output(last));
        Dim channels = links.type(links.input(conv, 1)).shape().dim(0);
        return !other.isEmpty()
                && !links.isStored(other)
                && channels.number().orElse(1) % rules.convAddChannels() == 0
                && links.type(other).equals(links.type(links.output(last)))
                && links.type(other).shape().isRanked();
    }

    private boolean isActivation(int node, Set<String> allowed) {
        if (!groups.isFree(node) || !links.is(node, allowed)) {
            return false;
        }
        for (int i = 1; i < links.node(node).node().inputs().size(); i++) {
            String bound = links.input(node, i);
            if (!bound.isEmpty() && !links.isStored(bound)) {
                return false;
            }
        }
        return true;
    }

    private boolean isZeroPad(int node) {
        if (!links.is(node, "Pad")
                || (links.node(node).node().attributes().get("mode")
                                instanceof Attribute.Text(String mode)
                        && !mode.equals("constant"))) {
            return false;
        }
        String value = links.input(node, 2);
        boolean zero =
                value.isEmpty()
                        ? !(links.node(node).node().attributes().get("value")
                                        instanceof Attribute.Real(double number)
                                && number != 0)
                        : links.isScalar(value, 0);
        return zero && padsNoChannel(node);
    }

    private boolean padsNoChannel(int node) {
        List<Long> pads =
                links.node(node).node().attributes().get("pads")
                                instanceof Attribute.Ints(List<Long> given)
                        ? given
                        : links.graph().values().get(links.input(node, 1))
                                        instanceof TensorValue.Integers(var _, var _, var dims)
                                ? dims.stream().map(d -> d.number().orElse(-1)).toList()
                                : List.of();
        int rank = pads.size() / 2;
        if (rank < 3 || !links.input(node, 3).isEmpty()) {
            return false;
        }
        for (int i = 0; i < pads.size(); i++) {
            if (pads.get(i) < 0 || (i % rank < 2 && pads.get(i) != 0)) {
                return false;
            }
        }
        return true;
    }
}
