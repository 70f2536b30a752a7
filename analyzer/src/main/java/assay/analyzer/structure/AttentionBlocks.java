package assay.analyzer.structure;

import assay.analyzer.analysis.AttentionPattern;
import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Set;

/// Attention, written out or as one operator, with its heads.
final class AttentionBlocks implements BlockDetector {

    private static final Set<String> OPERATORS =
            Set.of(
                    "Attention",
                    "com.microsoft.Attention",
                    "com.microsoft.MultiHeadAttention",
                    "com.microsoft.DecoderMaskedMultiHeadAttention",
                    "com.microsoft.GroupQueryAttention",
                    "com.microsoft.PackedAttention",
                    "com.microsoft.PackedMultiHeadAttention",
                    "com.microsoft.QAttention");

    private static final Set<String> MOVES =
            Set.of("Transpose", "Reshape", "Mul", "Div", "Cast", "Concat", "Identity", "Add");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        for (AttentionPattern pattern : scene.attentions) {
            blocks.add(
                    new Block.Attention(
                            pattern.nodes(), pattern.heads(), keyValueHeads(scene.links, pattern)));
        }
        for (int i = 0; i < scene.links.size(); i++) {
            if (scene.links.is(i, OPERATORS)) {
                Dim heads = heads(scene.links, i, 0, "num_heads", "q_num_heads");
                Dim shared = heads(scene.links, i, 1, "kv_num_heads", "kv_num_heads");
                blocks.add(
                        new Block.Attention(
                                List.of(i), heads, shared.isUnknown() ? heads : shared));
            }
        }
    }

    /// Heads by the attribute, or, for inputs `[batch, heads, length, size]`, by the input's shape.
    private static Dim heads(Links links, int node, int input, String name, String other) {
        var attributes = links.node(node).node().attributes();
        if (attributes.get(name) instanceof Attribute.Int(long value)) {
            return Dim.of(value);
        }
        return attributes.get(other) instanceof Attribute.Int(long value)
                ? Dim.of(value)
                : links.rank(links.input(node, input)) == 4
                        ? links.type(links.input(node, input)).shape().dim(1)
                        : Dim.unknown("the node does not say");
    }

    /// Where keys are repeated for several heads (Unsqueeze, Expand, Reshape), their number before;
    /// else that of the heads.
    private static Dim keyValueHeads(Links links, AttentionPattern pattern) {
        String value = pattern.key();
        for (int hops = 0; hops < 8; hops++) {
            int producer = links.producer(value);
            if (links.is(producer, Set.of("Expand", "Tile"))) {
                int before = links.producer(producer, 0);
                String repeated =
                        links.is(before, "Unsqueeze")
                                ? links.input(before, 0)
                                : links.input(producer, 0);
                return links.rank(repeated) >= 4
                        ? links.type(repeated).shape().dim(1)
                        : Dim.unknown("the keys do not keep the heads as a dim");
            }
            if (!links.is(producer, MOVES) || links.flowing(producer).isEmpty()) {
                break;
            }
            value = links.flowing(producer).getLast();
        }
        Dim own =
                links.rank(pattern.key()) == 4
                        ? links.type(pattern.key()).shape().dim(1)
                        : pattern.heads();
        return own.isUnknown() ? pattern.heads() : own;
    }
}
