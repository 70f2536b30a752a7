package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Normalizations that ONNX Runtime fuses with what stands before them.
final class FusedNormalization {

    /// `SimplifiedLayerNormalization`: RMS normalization under an older name.
    static final Op SIMPLIFIED =
            new Rule(node -> Outputs.of(node, node.input(0), statistics(node)), Modern::rms);

    /// `SkipLayerNormalization`: the sum of input and skip (and a bias), then layer normalization:
    /// 7 and 3 a row, 1 for each addend.
    static final Op SKIP = new Rule(FusedNormalization::skipped, node -> skipCost(node, 7));

    /// The same with RMS normalization: 4 and 3 a row.
    static final Op SKIP_SIMPLIFIED =
            new Rule(FusedNormalization::skipped, node -> skipCost(node, 4));

    /// `EmbedLayerNormalization`: three rows of tables added (2), then layer normalization.
    static final Op EMBED = new Rule(FusedNormalization::embedded, FusedNormalization::embedding);

    /// `QEmbedLayerNormalization`: the same from tables in 8 bits; the results are floats.
    static final Op QUANTIZED_EMBED =
            new Rule(
                    node -> {
                        List<ValueType> types = new ArrayList<>(embedded(node));
                        if (node.hasOutput(0)) {
                            types.set(
                                    0,
                                    ValueType.tensor(
                                            ElementType.FLOAT32, types.getFirst().shape()));
                        }
                        return types;
                    },
                    FusedNormalization::embedding);

    /// `GroupNorm`: 7 for each element, a SiLU 5 more.
    static final Op GROUP = new Rule(Types.sameAs(0), node -> groups(node, 0));

    /// `SkipGroupNorm`: the sum of input, skip (3) and a bias (4) before it, given as output 1.
    static final Op SKIP_GROUP =
            new Rule(
                    node -> Outputs.of(node, node.input(0), node.input(0)),
                    node -> groups(node, 1 + Products.bias(node, 4)));

    private FusedNormalization() {}

    private static Cost groups(OpContext node, long before) {
        long silu = node.attribute("activation", 0L) == 0 ? 0 : 5;
        return Work.perOutput(7 + silu + before).of(node);
    }

    private static ValueType statistics(OpContext node) {
        Shape data = node.shape(0);
        Shape rows = data.rank() < 1 ? data : Slices.resized(data, -1, Dim.of(1));
        return ValueType.tensor(ElementType.FLOAT32, rows);
    }

    private static List<ValueType> skipped(OpContext node) {
        return Outputs.of(node, node.input(0), statistics(node), statistics(node), node.input(0));
    }

    private static Cost skipCost(OpContext node, long normalization) {
        boolean simple = normalization == 4;
        long bias = Products.bias(node, simple ? 3 : 4);
        Dim elements = node.shape(0).elements();
        Dim rows = AttentionCore.part(elements, node.shape(0).dim(-1));
        return Traffic.stream(node, elements.times(normalization + 1 + bias).plus(rows.times(3)));
    }

    private static List<ValueType> embedded(OpContext node) {
        Shape ids = node.shape(0);
        Shape shape = ids.isRanked() ? Slices.with(ids, ids.rank(), node.shape(2).dim(1)) : ids;
        ValueType result = ValueType.tensor(node.type(2), shape);
        return Outputs.of(
                node, result, ValueType.tensor(ElementType.INT32, Shape.of(ids.dim(0))), result);
    }

    private static Cost embedding(OpContext node) {
        Dim elements = node.output(0).shape().elements();
        Dim rows = node.shape(0).elements();
        Dim written = node.outputBytes();
        return Cost.exact(
                Dim.of(0),
                elements.times(9).plus(rows.times(3)),
                node.output(0).bytes().times(3).plus(node.input(0).bytes()),
                written);
    }
}
