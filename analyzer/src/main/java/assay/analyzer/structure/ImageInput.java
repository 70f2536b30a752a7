package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Graph;
import java.util.List;

/// An input that holds images.
final class ImageInput {

    private ImageInput() {}

    /// True when an input has the form of images: `[batch, 1 to 4, height, width]`, floating point.
    static boolean isIn(Links links) {
        for (Graph.ValueInfo input : links.graph().graph().inputs()) {
            var type = links.type(input.name());
            long channels = type.shape().dim(1).number().orElse(0);
            if (type.shape().rank() == 4
                    && channels >= 1
                    && channels <= 4
                    && (type.elementType().isFloat() || type.elementType().isInteger())
                    && !isCache(links, input.name())) {
                return true;
            }
        }
        return false;
    }

    /// Keys and values of few heads have the form of images too, but something is appended to them.
    private static boolean isCache(Links links, String input) {
        List<Integer> readers = links.consumers(input);
        return !readers.isEmpty()
                && readers.stream()
                        .allMatch(node ->
                                links.is(node, "Concat")
                                        || links.is(node, KvCache.WRITES)
                                        || links.is(node, KvCache.ATTENTION));
    }
}
