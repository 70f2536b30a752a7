package assay.analyzer.analysis;

import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Additions that join what follows: a residual and a bias the layer normalization
/// (`SkipLayerNormalization`), three table look-ups the first one (`EmbedLayerNormalization`), a
/// bias the GELU (`BiasGelu`), a mask the Softmax (`BiasSoftmax`).
final class AdditionFusion {

    private final Links links;
    private final Grouping groups;
    private final FusionRules rules;

    AdditionFusion(Links links, Grouping groups, FusionRules rules) {
        this.links = links;
        this.groups = groups;
        this.rules = rules;
    }

    void apply(int addition) {
        if (!links.is(addition, "Add")) {
            return;
        }
        int next = links.next(addition);
        if (next < 0) {
            next = onlyGroup(addition);
        }
        switch (groups.operator(next)) {
            case "LayerNormalization" -> normalization(addition, next);
            case "Gelu", "FastGelu" -> bias(addition, next);
            case "Softmax" -> {
                if (rules.biasSoftmax()
                        && links.flowing(addition).size() == 2
                        && groups.isFree(next)) {
                    groups.join(next, List.of(addition), "BiasSoftmax");
                }
            }
            default -> {}
        }
    }

    /// A node of the one group that reads all that this node makes; -1 when several do. A
    /// normalization that is written out reads its input twice.
    private int onlyGroup(int node) {
        String value = links.output(node);
        List<Integer> readers = links.consumers(value);
        if (readers.isEmpty() || readers.size() > 3 || links.isOutput(value)) {
            return -1;
        }
        List<Integer> members = groups.members(readers.getFirst());
        return members.size() > 1 && members.containsAll(readers) ? readers.getFirst() : -1;
    }

    private void normalization(int addition, int norm) {
        List<String> flowing = links.flowing(addition);
        boolean sameShape =
                flowing.size() == 2
                        && links.type(flowing.getFirst()).equals(links.type(flowing.getLast()))
                        && links.rank(flowing.getFirst()) > 1;
        List<Integer> tables = tables(addition);
        if (!isFixed(links.output(addition))) {
            return;
        }
        if (tables.size() >= 4) {
            groups.join(norm, tables, "EmbedLayerNormalization");
        } else if (sameShape) {
            groups.join(norm, List.of(addition), "SkipLayerNormalization");
        }
    }

    /// True when all dims but the batch are numbers: with open ones the runtime cannot prove the
    /// shapes equal and leaves the addition alone.
    private boolean isFixed(String value) {
        var dims = links.type(value).shape().dims();
        for (int axis = 1; axis < dims.size(); axis++) {
            if (!dims.get(axis).isKnown()) {
                return false;
            }
        }
        return dims.size() == 3;
    }

    /// The additions and look-ups that make a sum of three embeddings; fewer nodes when it is none.
    private List<Integer> tables(int addition) {
        List<Integer> nodes = new ArrayList<>(List.of(addition));
        List<Integer> open = new ArrayList<>(List.of(addition));
        while (!open.isEmpty()) {
            int node = open.removeLast();
            for (int i = 0; i < 2; i++) {
                String value = links.input(node, i);
                int producer = links.producer(value);
                if (links.isStored(value)) {
                    continue;
                }
                if (!groups.isFree(producer) || links.next(producer) != node || nodes.size() > 5) {
                    return List.of();
                }
                if (links.is(producer, "Add")) {
                    open.add(producer);
                } else if (!links.is(producer, "Gather")
                        || !links.isStored(links.input(producer, 0))) {
                    return List.of();
                }
                nodes.add(producer);
            }
        }
        return nodes;
    }

    private void bias(int addition, int gelu) {
        List<String> flowing = links.flowing(addition);
        if (flowing.size() != 1) {
            return;
        }
        Shape bias = links.type(links.other(addition, flowing.getFirst())).shape();
        if (bias.rank() == 1
                && bias.dim(0).equals(links.type(flowing.getFirst()).shape().dim(-1))) {
            groups.join(
                    gelu,
                    List.of(addition),
                    groups.operator(gelu).equals("Gelu") ? "BiasGelu" : "FastGelu");
        }
    }
}
