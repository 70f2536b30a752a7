package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Well-known networks by their exact structure: kinds, counts and widths of their blocks. A
/// network that differs in any of them gets no name.
final class Families {

    /// 3x3 convolutions before the three dense layers (Simonyan and Zisserman 2014, table 1).
    private static final Map<Integer, String> VGG =
            Map.of(8, "VGG-11", 10, "VGG-13", 13, "VGG-16", 16, "VGG-19");

    /// Layers, width and heads of encoders with token types.
    private static final Map<List<Long>, String> ENCODERS =
            Map.of(
                    List.of(12L, 768L, 12L), "BERT-base",
                    List.of(24L, 1024L, 16L), "BERT-large",
                    List.of(2L, 128L, 2L), "BERT-tiny",
                    List.of(4L, 256L, 4L), "BERT-mini",
                    List.of(4L, 512L, 8L), "BERT-small",
                    List.of(8L, 512L, 8L), "BERT-medium",
                    List.of(6L, 384L, 12L), "MiniLM-L6-H384",
                    List.of(12L, 384L, 12L), "MiniLM-L12-H384");

    private static final Map<List<Long>, String> GPT2 =
            Map.of(
                    List.of(12L, 768L, 12L), "GPT-2 small",
                    List.of(24L, 1024L, 16L), "GPT-2 medium",
                    List.of(36L, 1280L, 20L), "GPT-2 large",
                    List.of(48L, 1600L, 25L), "GPT-2 XL");
    private static final long GPT2_VOCABULARY = 50_257;

    /// Encoders of T5 (Raffel et al. 2020, section 3.1.2).
    private static final Map<List<Long>, String> T5 =
            Map.of(
                    List.of(6L, 512L, 8L), "T5-small encoder",
                    List.of(12L, 768L, 12L), "T5-base encoder",
                    List.of(24L, 1024L, 16L), "T5-large encoder");

    private static final long T5_VOCABULARY = 32_128;
    private static final long BERT_VOCABULARY = 30_522;

    private static final Map<List<Long>, String> VISION =
            Map.of(
                    List.of(12L, 192L, 3L), "ViT-Ti",
                    List.of(12L, 384L, 6L), "ViT-S",
                    List.of(12L, 768L, 12L), "ViT-B",
                    List.of(24L, 1024L, 16L), "ViT-L",
                    List.of(32L, 1280L, 16L), "ViT-H");

    private final Scene scene;
    private final Links links;
    private final List<Block> blocks;
    private final List<Repetition> repetitions;
    private final String type;

    Families(Scene scene, List<Block> blocks, List<Repetition> repetitions, String type) {
        this.scene = scene;
        this.links = scene.links;
        this.blocks = blocks;
        this.repetitions = repetitions;
        this.type = type;
    }

    @Nullable String name() {
        return switch (type) {
            case "cnn" -> convolutional();
            case "transformer encoder" -> encoder();
            case "transformer decoder" ->
                    Vocabulary.rows(links) == GPT2_VOCABULARY && has("LearnedPositions")
                            ? GPT2.get(layers())
                            : null;
            case "vision transformer" -> vision();
            case "mlp" ->
                    repetitions.stream().anyMatch(r -> r.unit().equals("mixer layer"))
                            ? "MLP-Mixer"
                            : null;
            default -> null;
        };
    }

    private @Nullable String encoder() {
        if (has("RMSNorm") && !has("LayerNorm")) {
            return Vocabulary.rows(links) == T5_VOCABULARY ? T5.get(layers()) : null;
        }
        if (hasTokenTypes()) {
            return ENCODERS.get(layers());
        }
        long vocabulary = Vocabulary.rows(links);
        if (vocabulary == BERT_VOCABULARY && layers().equals(List.of(6L, 768L, 12L))) {
            return "DistilBERT-base";
        }
        return null;
    }

    private @Nullable String convolutional() {
        for (Repetition repetition : repetitions) {
            String name = StagedFamilies.name(repetition, this::firstInside);
            if (name != null) {
                return name;
            }
        }
        if (blocks.stream().filter(b -> b.type().equals("UNetSkip")).count() >= 3) {
            return "U-Net";
        }
        return vgg();
    }

    /// The 3x3 convolution of the first residual path: its channels and groups.
    private StagedFamilies.Inside firstInside() {
        for (Block block : blocks) {
            if (block instanceof Block.Residual residual) {
                for (int node : residual.path()) {
                    if (scene.isConvolution(node) && weight(node, 2).is(3)) {
                        long channels = weight(node, 0).number().orElse(-1);
                        long groups =
                                links.node(node).node().attributes().get("group")
                                                instanceof Attribute.Int(long given)
                                        ? given
                                        : 1;
                        return new StagedFamilies.Inside(channels, groups);
                    }
                }
            }
        }
        return new StagedFamilies.Inside(-1, -1);
    }

    private @Nullable String vgg() {
        int convolutions = 0;
        int wide = 0;
        for (int i = 0; i < links.size(); i++) {
            if (scene.isConvolution(i)) {
                if (!weight(i, 2).is(3) || !weight(i, 3).is(3)) {
                    return null;
                }
                convolutions++;
            } else if (links.is(i, Set.of("Gemm", "MatMul"))
                    && links.type(links.output(i)).shape().dim(-1).is(4096)) {
                wide++;
            }
        }
        return wide == 2 && !has("ResidualAdd") ? VGG.get(convolutions) : null;
    }

    private @Nullable String vision() {
        for (Repetition repetition : repetitions) {
            String staged = StagedFamilies.name(repetition, this::firstInside);
            if (staged != null) {
                return staged;
            }
        }
        String name = VISION.get(layers());
        for (int i = 0; i < links.size(); i++) {
            if (name != null && scene.isConvolution(i) && weight(i, 2).equals(weight(i, 3))) {
                return name + "/" + weight(i, 2);
            }
        }
        return null;
    }

    /// Number of layers, width and heads; -1 for what the graph does not show.
    private List<Long> layers() {
        long attentions = 0;
        long heads = -1;
        long width = -1;
        for (Block block : blocks) {
            if (block instanceof Block.Attention attention) {
                attentions++;
                heads = attention.heads().number().orElse(-1);
            } else if (block.type().equals("LayerNorm") || block.type().equals("RMSNorm")) {
                Dim last = links.type(links.output(block.nodes().getLast())).shape().dim(-1);
                width = last.number().orElse(width);
            }
        }
        return List.of(attentions, width, heads);
    }

    private boolean has(String blockType) {
        return blocks.stream().anyMatch(block -> block.type().equals(blockType));
    }

    private boolean hasTokenTypes() {
        for (int i = 0; i < links.size(); i++) {
            if (links.is(i, "Gather")
                    && links.isStored(links.input(i, 0))
                    && links.rank(links.input(i, 0)) == 2
                    && links.type(links.input(i, 0)).shape().dim(0).is(2)) {
                return true;
            }
        }
        return false;
    }

    private Dim weight(int conv, int axis) {
        return links.type(LearnedOperators.weights(links, conv)).shape().dim(axis);
    }
}
