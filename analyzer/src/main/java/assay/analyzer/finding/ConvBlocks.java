package assay.analyzer.finding;

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
        boolean six =
                links.node(node).node().attributes().get("max") instanceof Attribute.Real(double v)
                        ? v == 6
                        : links.isScalar(links.input(node, 2), 6);
        return six ? "Relu6" : "Clip";
    }
}
