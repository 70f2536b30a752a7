package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// RotaryEmbedding of `[batch, heads, length, size]` or `[batch, length, heads * size]`: each of
/// the first `rotary_embedding_dim` elements of a head (all by default) times a cosine, plus its
/// partner times a sine: 3.
///
/// With position ids (input 3) the caches of cosines and sines are tables, of which the rows that
/// the ids name are read.
record RotaryEmbedding() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim read = node.input(0).bytes().plus(cache(node, 1)).plus(cache(node, 2));
        if (node.hasInput(3)) {
            read = read.plus(node.input(3).bytes());
        }
        return Cost.exact(Dim.of(0), rotated(node).times(3), read, node.outputBytes());
    }

    private static Dim rotated(OpContext node) {
        Shape data = node.shape(0);
        long part = node.attribute("rotary_embedding_dim", 0L);
        if (part <= 0) {
            return data.elements();
        }
        Dim heads =
                data.rank() == 4
                        ? Dim.product(data.dims().subList(0, 3))
                        : data.dim(0)
                                .times(data.dim(1))
                                .times(AttentionCore.attribute(node, "num_heads"));
        return heads.times(part);
    }

    private static Dim cache(OpContext node, int input) {
        return node.hasInput(3)
                ? node.type(input).bytes(node.shape(3).elements().times(node.shape(input).dim(-1)))
                : node.input(input).bytes();
    }
}
