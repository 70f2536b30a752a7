package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
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
            products += links.is(i, LearnedOperators.PRODUCTS) ? 1 : 0;
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
        if (ImageInput.isIn(links)) {
            return "vision transformer";
        }
        if (crosses()) {
            return "transformer encoder-decoder";
        }
        return causal ? "transformer decoder" : "transformer encoder";
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
        return tokens > 1 && CausalMask.isIn(scene);
    }

    private boolean embeds(int gather) {
        return links.isStored(links.input(gather, 0))
                && links.type(links.input(gather, 0)).shape().dim(0).number().orElse(0) > 1000;
    }
}
