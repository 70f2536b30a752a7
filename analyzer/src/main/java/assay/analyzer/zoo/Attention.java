package assay.analyzer.zoo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Multi-head scaled dot-product attention, written out as exporters do.
///
/// @param heads number of heads
/// @param size width of one head
record Attention(Network net, String module, int heads, int size) {

    /// `[batch, length, heads*size]` to `[batch, heads, length, size]`.
    String split(String x) {
        return transpose(parted(x), 0, 2, 1, 3);
    }

    /// `[batch, length, heads*size]` to `[batch, heads, size, length]`: keys, ready to be
    /// multiplied.
    String splitTransposed(String x) {
        return transpose(parted(x), 0, 2, 3, 1);
    }

    private String parted(String x) {
        return net.op(module, "Reshape", List.of(x, net.integers(module, 0, 0, heads, size)));
    }

    /// Query times key, divided by the root of the head's size.
    String scores(String query, String keyTransposed) {
        String product = net.op(module, "MatMul", List.of(query, keyTransposed));
        return net.op(module, "Div", List.of(product, net.real(module, Math.sqrt(size))));
    }

    /// Softmax of the scores, plus what is added to them, times the values, back to `[batch,
    /// length, heads*size]`.
    ///
    /// @param bias added to the scores: a mask, a bias by position; null for none
    String context(String scores, @Nullable String bias, String value) {
        String biased = bias == null ? scores : net.op(module, "Add", List.of(scores, bias));
        String shares = net.op(module, "Softmax", List.of(biased), "axis", -1);
        String context = net.op(module, "MatMul", List.of(shares, value));
        String together = transpose(context, 0, 2, 1, 3);
        return net.op(
                module,
                "Reshape",
                List.of(together, net.integers(module, 0, 0, (long) heads * size)));
    }

    private String transpose(String x, long... order) {
        return net.op(module, "Transpose", List.of(x), "perm", order);
    }
}
