package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import java.util.List;
import java.util.Set;

/// Names the architecture of a graph from its blocks.
final class Architectures {

    private static final Set<String> TREES =
            Set.of(
                    "ai.onnx.ml.TreeEnsemble",
                    "ai.onnx.ml.TreeEnsembleClassifier",
                    "ai.onnx.ml.TreeEnsembleRegressor");
    private static final int CONVOLUTIONS_OF_A_STEM = 4;
    private static final int PRODUCTS_OF_A_HEAD = 3;

    private final Scene scene;
    private final Links links;
    private final List<Block> blocks;

    Architectures(Scene scene, List<Block> blocks) {
        this.scene = scene;
        this.links = scene.links;
        this.blocks = blocks;
    }

    Architecture name(List<Repetition> repetitions, boolean causal) {
        int convolutions = 0;
        int products = 0;
        int trees = 0;
        for (int i = 0; i < links.size(); i++) {
            convolutions += scene.isConvolution(i) ? 1 : 0;
            products += links.is(i, Scene.PRODUCTS) ? 1 : 0;
            trees += links.is(i, TREES) ? 1 : 0;
        }
        long attention = count("Attention");
        long recurrent = count("RecurrentCell");
        String type;
        if ((attention > 0 && convolutions > CONVOLUTIONS_OF_A_STEM)
                || mixes(convolutions, recurrent)) {
            type = "hybrid";
        } else if (attention > 0) {
            type = transformer(causal);
        } else if (recurrent > 0) {
            type = "rnn";
        } else if (convolutions > 0
                && (convolutions > CONVOLUTIONS_OF_A_STEM
                        || products <= PRODUCTS_OF_A_HEAD * convolutions)) {
            type = "cnn";
        } else if (products > 0) {
            type = "mlp";
        } else {
            type = trees > 0 ? "tree ensemble" : "other";
        }
        String family = new Families(scene, blocks, repetitions, type).name();
        String why =
                "%s: %s, %s, %s, %s%s"
                        .formatted(
                                reason(type),
                                counted(convolutions, "convolution"),
                                counted(products, "matrix product"),
                                counted(attention, "attention block"),
                                counted(recurrent, "recurrent layer"),
                                family == null || repetitions.isEmpty()
                                        ? ""
                                        : "; "
                                                + family
                                                + " by its "
                                                + repetitions.getFirst().text()
                                                + " and their widths");
        TaskGuess task = TaskGuess.of(scene, blocks, type);
        return new Architecture(type, why, family, task.task(), task.classes());
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /// The rule that gave the type its name.
    private static String reason(String type) {
        return switch (type) {
            case "hybrid" -> "convolutions beyond a stem beside attention or recurrence";
            case "vision transformer" -> "attention over parts of an image";
            case "transformer encoder-decoder" ->
                    "attention with and without a mask over what comes later, two token inputs";
            case "transformer decoder" -> "attention that sees only what came before";
            case "transformer encoder" -> "attention without a causal mask or cache";
            case "rnn" -> "recurrent layers";
            case "cnn" -> "convolutions without attention or recurrence";
            case "mlp" -> "matrix products without attention or recurrence";
            case "tree ensemble" -> "decision trees";
            default -> "no operator that names an architecture";
        };
    }

    private static boolean mixes(int convolutions, long recurrent) {
        return convolutions > 1 && recurrent > 0;
    }

    private long count(String type) {
        return blocks.stream().filter(block -> block.type().equals(type)).count();
    }

    private String transformer(boolean causal) {
        if (takesImage(links)) {
            return "vision transformer";
        }
        if (crosses()) {
            return "transformer encoder-decoder";
        }
        return causal ? "transformer decoder" : "transformer encoder";
    }

    /// True when an input has the form of images: `[batch, 1 to 4, height, width]`, floating point.
    static boolean takesImage(Links links) {
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

    /// True when a graph masks the future and also has attention without that: told by two kinds of
    /// token inputs.
    private boolean crosses() {
        long tokens =
                links.graph().graph().inputs().stream()
                        .filter(input ->
                                links.consumers(input.name()).stream()
                                        .anyMatch(n -> links.is(n, "Gather") && embeds(n)))
                        .count();
        return tokens > 1 && isCausal(scene);
    }

    private boolean embeds(int gather) {
        return links.isStored(links.input(gather, 0))
                && links.type(links.input(gather, 0)).shape().dim(0).number().orElse(0) > 1000;
    }

    /// True when attention is kept from looking ahead: by a Trilu, by a triangular mask compared
    /// from two ranges, by an operator's attribute, or by a cache that grows.
    static boolean isCausal(Scene scene) {
        Links links = scene.links;
        for (int i = 0; i < links.size(); i++) {
            var attributes = links.node(i).node().attributes();
            if (links.is(i, "Trilu")
                    || links.is(i, "com.microsoft.GroupQueryAttention")
                    || (attributes.get("unidirectional") instanceof Attribute.Int(long u) && u == 1)
                    || (attributes.get("is_causal") instanceof Attribute.Int(long c) && c == 1)) {
                return true;
            }
        }
        return !takesImage(links)
                && scene.attentions.stream()
                        .flatMap(attention -> attention.nodes().stream())
                        .anyMatch(node -> masksByPosition(links, node));
    }

    /// True when the node adds or selects by a square `[.., length, length]` mask that does not
    /// depend on the data.
    private static boolean masksByPosition(Links links, int node) {
        if (!links.is(node, Set.of("Add", "Where"))) {
            return false;
        }
        for (String input : links.node(node).node().inputs()) {
            if (squareMask(links, input)) {
                return true;
            }
        }
        return false;
    }

    private static boolean squareMask(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 12; hops++) {
            var shape = links.type(at).shape();
            if (links.isStored(at)) {
                return shape.rank() >= 2
                        && shape.dim(-1).equals(shape.dim(-2))
                        && shape.elements().equals(shape.dim(-1).times(shape.dim(-1)))
                        && shape.dim(-1).number().orElse(0) > 1;
            }
            int producer = links.producer(at);
            if (links.is(producer, Set.of("Less", "LessOrEqual", "Greater", "GreaterOrEqual"))
                    && isRange(links, links.input(producer, 0))
                    && isRange(links, links.input(producer, 1))) {
                return true;
            }
            if (producer < 0 || links.node(producer).node().inputs().isEmpty()) {
                return false;
            }
            at = links.input(producer, 0);
        }
        return false;
    }

    private static boolean isRange(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 6; hops++) {
            int producer = links.producer(at);
            if (links.isStored(at) || links.is(producer, "Range")) {
                return true;
            }
            if (producer < 0 || links.node(producer).node().inputs().isEmpty()) {
                return false;
            }
            at = links.input(producer, 0);
        }
        return false;
    }
}
