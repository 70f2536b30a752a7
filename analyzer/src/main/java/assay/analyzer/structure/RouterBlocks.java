package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.List;
import java.util.Set;

/// Mixtures of experts written out: a product whose scores a TopK cuts down, and whose chosen
/// indices route rows to experts.
final class RouterBlocks implements BlockDetector {

    private static final long MOST_EXPERTS = 1024;
    private static final Set<String> ROUTING =
            Set.of(
                    "OneHot",
                    "ScatterElements",
                    "Scatter",
                    "ScatterND",
                    "Equal",
                    "Gather",
                    "GatherElements");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        for (int top = 0; top < links.size(); top++) {
            if (links.is(top, "TopK") && routes(links, top) && isScored(links, top)) {
                blocks.add(new Block.Plain("MixtureOfExperts", List.of(top)));
            }
        }
    }

    private static boolean routes(Links links, int top) {
        List<String> outputs = links.node(top).node().outputs();
        return outputs.size() == 2
                && !links.isOutput(outputs.getFirst())
                && !links.isOutput(outputs.getLast())
                && !links.consumers(outputs.getFirst()).isEmpty()
                && links.consumers(outputs.getLast()).stream().anyMatch(n -> links.is(n, ROUTING));
    }

    private static boolean isScored(Links links, int top) {
        int producer = links.producer(top, 0);
        if (links.is(producer, "Softmax")) {
            producer = links.producer(producer, 0);
        }
        if (!links.is(producer, LearnedOperators.PRODUCTS) || links.flowing(producer).size() != 1) {
            return false;
        }
        long experts =
                links.type(links.output(producer)).shape().dim(-1).number().orElse(Long.MAX_VALUE);
        return experts > 1 && experts <= MOST_EXPERTS;
    }
}
