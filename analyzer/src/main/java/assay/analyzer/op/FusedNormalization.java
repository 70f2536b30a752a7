package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Set;

/// Normalizations that ONNX Runtime fuses with what stands before them.
final class FusedNormalization {

    /// `SimplifiedLayerNormalization`: RMS normalization under an older name. The result has the
    /// type of the scale.
    static final Op SIMPLIFIED =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ValueType.tensor(node.type(1), node.shape(0)),
                                    statistics(node)),
                    Modern::rms);

    /// `SkipLayerNormalization`: the sum of input and skip (and a bias), then layer normalization:
    /// 6 and 3 a row, 1 for its own bias and 1 for each addend.
    static final Op SKIP =
            new Rule(
                    FusedNormalization::skipped,
                    node -> skipCost(node, 6 + Products.bias(node, 3), 4));

    /// The same with RMS normalization: 4 and 3 a row.
    static final Op SKIP_SIMPLIFIED =
            new Rule(FusedNormalization::skipped, node -> skipCost(node, 4, 3));

    /// `EmbedLayerNormalization`: rows of two tables or, with segments, three, added up; then layer
    /// normalization. Each number that comes quantized is scaled and shifted first.
    static final Op EMBED =
            new Rule(node -> embedded(node, node.type(2)), node -> embedding(node, 0));

    /// `QEmbedLayerNormalization`: the same from tables in 8 bits; the results are floats.
    static final Op QUANTIZED_EMBED =
            new Rule(node -> embedded(node, ElementType.FLOAT32), node -> embedding(node, 2));

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

    private static Cost skipCost(OpContext node, long normalization, int addend) {
        long bias = Products.bias(node, addend);
        Dim elements = node.shape(0).elements();
        Dim rows = AttentionCore.part(elements, node.shape(0).dim(-1));
        return Traffic.stream(node, elements.times(normalization + 1 + bias).plus(rows.times(3)));
    }

    private static List<ValueType> embedded(OpContext node, ElementType type) {
        Shape ids = node.shape(0);
        Shape shape = ids.isRanked() ? Slices.with(ids, ids.rank(), node.shape(2).dim(1)) : ids;
        ValueType result = ValueType.tensor(type, shape);
        return Outputs.of(
                node, result, ValueType.tensor(ElementType.INT32, Shape.of(ids.dim(0))), result);
    }

    private static Cost embedding(OpContext node, long unpacking) {
        Dim elements = node.output(0).shape().elements();
        Dim rows = node.shape(0).elements();
        Dim read = Traffic.readBut(node, Set.of(2, 3, 4));
        long tables = node.hasInput(4) ? 3 : 2;
        for (int table = 2; table <= 4; table++) {
            read = read.plus(Traffic.slices(node, table, 0, rows));
        }
        return Cost.exact(
                Dim.of(0),
                elements.times(tables - 1 + 7 + tables * unpacking).plus(rows.times(3)),
                read,
                node.outputBytes());
    }
}
