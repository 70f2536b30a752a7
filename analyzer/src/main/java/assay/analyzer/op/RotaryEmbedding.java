package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Set;

/// RotaryEmbedding of `[batch, heads, length, size]` or `[batch, length, heads * size]`: each of
/// the first `rotary_embedding_dim` elements of a head (all by default) times a cosine, plus its
/// partner times a sine: 3.
///
/// With positions the caches of cosines and sines are tables, of which each token reads a row.
///
/// @param cosines index of the cosines; the sines follow
/// @param positions index of the positions
record RotaryEmbedding(int cosines, int positions) implements Op {

    /// That of `ai.onnx`.
    static final Op PLAIN = new RotaryEmbedding(1, 3);

    /// `RotaryEmbedding` and `MRotaryEmbedding` of `com.microsoft`.
    static final Op RUNTIME = new RotaryEmbedding(2, 1);

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        Shape data = node.shape(0);
        Dim tokens = data.dim(0).times(data.dim(data.rank() == 4 ? 2 : 1));
        Dim read = node.inputBytes();
        if (node.hasInput(positions)) {
            read =
                    Traffic.readBut(node, Set.of(cosines, cosines + 1))
                            .plus(Traffic.slices(node, cosines, 0, tokens))
                            .plus(Traffic.slices(node, cosines + 1, 0, tokens));
        }
        return Cost.exact(Dim.of(0), rotated(node, tokens).times(3), read, node.outputBytes());
    }

    private static Dim rotated(OpContext node, Dim tokens) {
        Shape data = node.shape(0);
        long part = node.attribute("rotary_embedding_dim", 0L);
        if (part <= 0) {
            return data.elements();
        }
        Dim heads = data.rank() == 4 ? data.dim(1) : AttentionCore.attribute(node, "num_heads");
        return tokens.times(heads).times(part);
    }
}
