package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Graph;
import assay.analyzer.tensor.Shape;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the outputs of a graph show it to do; nulls where they show nothing.
record TaskGuess(@Nullable String task, @Nullable Long classes) {

    private static final TaskGuess NONE = new TaskGuess(null, null);
    private static final Set<String> LAST =
            Set.of(
                    "Softmax",
                    "LogSoftmax",
                    "Add",
                    "Reshape",
                    "Flatten",
                    "Squeeze",
                    "Identity",
                    "Cast");

    static TaskGuess of(Scene scene, List<Block> blocks, String architecture) {
        if (blocks.stream().anyMatch(block -> block.type().equals("DetectionHead"))) {
            return new TaskGuess("object detection", null);
        }
        List<Graph.ValueInfo> outputs = scene.links.graph().graph().outputs();
        if (outputs.isEmpty()) {
            return NONE;
        }
        String output = outputs.getFirst().name();
        Shape shape = scene.links.type(output).shape();
        boolean image = ImageInput.isIn(scene.links);
        boolean skips =
                blocks.stream().filter(block -> block.type().equals("UNetSkip")).count() >= 3;
        if (image && skips && shape.rank() == 4) {
            long channels = shape.dim(1).number().orElse(0);
            return new TaskGuess("segmentation", channels > 1 ? channels : null);
        }
        return head(scene.links, output, shape, image, architecture);
    }

    /// A product with stored weights just before the output makes scores of classes or tokens. A
    /// width that is a multiple of 64 and not made probabilities may as well be an embedding.
    private static TaskGuess head(
            Links links, String output, Shape shape, boolean image, String architecture) {
        String value = output;
        boolean probabilities = false;
        int product = links.producer(value);
        for (int hops = 0; hops < 5 && links.is(product, LAST); hops++) {
            probabilities |= links.is(product, Set.of("Softmax", "LogSoftmax"));
            List<String> flowing = links.flowing(product);
            if (flowing.size() != 1) {
                return NONE;
            }
            value = flowing.getFirst();
            product = links.producer(value);
        }
        long width = shape.dim(-1).number().orElse(0);
        boolean convolves = links.is(product, "Conv") || pools(links, product);
        if ((!links.is(product, LearnedOperators.PRODUCTS) && !(convolves && shape.rank() == 2))
                || width < 2) {
            return NONE;
        }
        if (shape.rank() == 3 && width == Vocabulary.rows(links)) {
            return new TaskGuess("language modelling", null);
        }
        boolean scores = probabilities || width % 64 != 0;
        if (shape.rank() != 2 || !scores) {
            return NONE;
        }
        if (image) {
            return new TaskGuess("image classification", width);
        }
        return architecture.startsWith("transformer") && readsTokens(links)
                ? new TaskGuess("text classification", width)
                : NONE;
    }

    /// Text comes as numbers of words; sound and series come as they were measured.
    private static boolean readsTokens(Links links) {
        return links.graph().graph().inputs().stream()
                .anyMatch(input -> links.type(input.name()).elementType().isInteger());
    }

    /// Fully convolutional classifiers end in a pooled convolution.
    private static boolean pools(Links links, int node) {
        if (!links.is(node, "GlobalAveragePool")) {
            return false;
        }
        int before = links.producer(node, 0);
        return links.is(before, "Conv")
                || (links.is(before, "Relu") && links.is(links.producer(before, 0), "Conv"));
    }
}
