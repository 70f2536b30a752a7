package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.Match;
import assay.analyzer.graph.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Convolutions with the normalization and the activation behind them: `ConvBNRelu`, `ConvBN`,
/// `ConvSiLU`, ... Each node is in one block at most; a bare convolution is none.
final class ConvBlocks implements BlockDetector {

    private static final Set<String> ACTIVATIONS =
            Set.of(
                    "Relu",
                    "LeakyRelu",
                    "PRelu",
                    "Elu",
                    "Selu",
                    "Celu",
                    "Sigmoid",
                    "Tanh",
                    "HardSigmoid",
                    "HardSwish",
                    "Mish",
                    "Softplus",
                    "Gelu",
                    "Clip",
                    "Swish");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        for (int conv = 0; conv < links.size(); conv++) {
            if (!scene.isConvolution(conv)) {
                continue;
            }
            List<Integer> nodes = new ArrayList<>(List.of(conv));
            StringBuilder type = new StringBuilder("Conv");
            int last = conv;
            int next = links.next(conv);
            if (links.is(next, "BatchNormalization")) {
                type.append("BN");
                nodes.add(next);
                last = next;
                next = links.next(last);
            }
            Optional<Match> writtenOut = scene.activationOf(links.output(last));
            if (links.is(next, ACTIVATIONS)) {
                type.append(name(links, next));
                nodes.add(next);
            } else if (writtenOut.isPresent()) {
                type.append(Scene.label(writtenOut.get().kind()));
                nodes.addAll(writtenOut.get().nodes());
            }
            if (nodes.size() > 1) {
                blocks.add(new Block.Plain(type.toString(), nodes));
            }
        }
    }

    private static String name(Links links, int node) {
        if (!links.is(node, "Clip")) {
            return Scene.label(links.operator(node));
        }
        if (bound(links, node, "min", 1, Double.NEGATIVE_INFINITY) != 0) {
            return "Clip";
        }
        double most = bound(links, node, "max", 2, Double.POSITIVE_INFINITY);
        return most == 6 ? "Relu6" : most == Double.POSITIVE_INFINITY ? "Relu" : "Clip";
    }

    /// A bound of a Clip, which is an attribute in old operator sets and an input in newer ones.
    private static double bound(Links links, int clip, String name, int input, double none) {
        if (links.node(clip).node().attributes().get(name) instanceof Attribute.Real(double v)) {
            return Math.abs(v) > Float.MAX_VALUE / 2 ? none : v;
        }
        return links.scalar(links.input(clip, input)).orElse(none);
    }
}
