package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Products of two paths from one value: squeeze-and-excite (one path pools it to a gate) and gated
/// feed-forward layers (both paths multiply it by weights).
final class GateBlocks implements BlockDetector {

    private static final int LONGEST = 12;
    private static final Set<String> GATES = Set.of("Sigmoid", "HardSigmoid");
    private static final Set<String> POOLS =
            Set.of("GlobalAveragePool", "ReduceMean", "AveragePool");
    private static final Set<String> HALVES = Set.of("Split", "Slice");
    private static final Set<String> ACTIVATIONS =
            Set.of("Sigmoid", "Relu", "Gelu", "Swish", "Tanh", "com.microsoft.QuickGelu");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        for (int mul = 0; mul < scene.links.size(); mul++) {
            if (!scene.links.is(mul, "Mul") || scene.links.flowing(mul).size() != 2) {
                continue;
            }
            String left = scene.links.input(mul, 0);
            String right = scene.links.input(mul, 1);
            List<Integer> nodes = squeeze(scene, left, right);
            if (nodes.isEmpty()) {
                nodes = squeeze(scene, right, left);
            }
            if (!nodes.isEmpty()) {
                nodes.add(mul);
                blocks.add(new Block.Plain("SqueezeExcite", nodes));
                continue;
            }
            nodes = gated(scene, left, right);
            if (nodes.isEmpty()) {
                nodes = gated(scene, right, left);
            }
            if (!nodes.isEmpty()) {
                nodes.add(mul);
                blocks.add(new Block.Plain("GatedMLP", nodes));
            }
        }
    }

    /// Nodes from the pooling of `x` to the gate; empty when it is no such gate.
    private static List<Integer> squeeze(Scene scene, String x, String gate) {
        Links links = scene.links;
        List<Integer> nodes = new ArrayList<>();
        boolean writtenOut =
                scene.activationMaking(gate)
                        .filter(match -> match.kind().equals("HardSigmoid"))
                        .isPresent();
        if (!writtenOut && !links.is(links.producer(gate), GATES)) {
            return nodes;
        }
        String value = gate;
        for (int hops = 0; hops < LONGEST; hops++) {
            int producer = links.producer(value);
            Optional<Match> activation = scene.activationMaking(value);
            if (producer < 0) {
                break;
            }
            if (activation.isPresent()) {
                nodes.addAll(activation.get().nodes());
                value = activation.get().input();
                continue;
            }
            nodes.add(producer);
            if (links.is(producer, POOLS)) {
                return links.input(producer, 0).equals(x) ? nodes : new ArrayList<>();
            }
            List<String> flowing = links.flowing(producer);
            if (flowing.size() != 1) {
                break;
            }
            value = flowing.getFirst();
        }
        return new ArrayList<>();
    }

    /// Nodes of an activated product and the plain one beside it, both of one value.
    private static List<Integer> gated(Scene scene, String gate, String plain) {
        Links links = scene.links;
        List<Integer> nodes = new ArrayList<>();
        Optional<Match> writtenOut = scene.activationMaking(gate);
        String before;
        if (writtenOut.isPresent()) {
            nodes.addAll(writtenOut.get().nodes());
            before = writtenOut.get().input();
        } else if (links.is(links.producer(gate), ACTIVATIONS)) {
            nodes.add(links.producer(gate));
            before = links.input(links.producer(gate), 0);
        } else {
            return nodes;
        }
        if (plain.equals(before)) {
            // x * f(x) is an activation
            return new ArrayList<>();
        }
        String one = multiplied(links, before, nodes);
        String other = multiplied(links, plain, nodes);
        return !one.isEmpty() && one.equals(other) ? nodes : new ArrayList<>();
    }

    /// What a product with stored weights, and perhaps a bias, was made from.
    private static String multiplied(Links links, String value, List<Integer> nodes) {
        int producer = links.producer(value);
        if (links.is(producer, "Add") && links.flowing(producer).size() == 1) {
            nodes.add(producer);
            producer = links.producer(links.flowing(producer).getFirst());
        }
        if (links.is(producer, HALVES) && links.flowing(producer).size() == 1) {
            // both halves of one wider product
            nodes.add(producer);
            producer = links.producer(links.flowing(producer).getFirst());
            if (links.is(producer, "Add") && links.flowing(producer).size() == 1) {
                nodes.add(producer);
                producer = links.producer(links.flowing(producer).getFirst());
            }
        }
        if (!links.is(producer, LearnedOperators.PRODUCTS) || links.flowing(producer).size() != 1) {
            return "";
        }
        nodes.add(producer);
        return links.flowing(producer).getFirst();
    }
}
