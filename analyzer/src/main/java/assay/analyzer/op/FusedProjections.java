package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Products of one activation `[..., K]` with packed weights (`com.microsoft`), the normalization
/// before them and the gate after them included where they are fused.
final class FusedProjections {

    /// `MatMulNBitsMlp`: `activation(A * gate) * (A * up)`, gate and up `[K, N]`.
    static final Op MLP =
            new Rule(
                    node -> shaped(node, List.of("N")),
                    // an activation taken as x * sigmoid(x): 5, and a product
                    node ->
                            product(
                                    node,
                                    List.of("N", "N"),
                                    List.of(5, 8),
                                    node.output(0).shape().elements().times(6)));

    /// `MatMulNBitsQkv`: queries `[..., Nq]`, keys and values `[..., Nkv]`.
    static final Op QKV =
            new Rule(
                    node -> shaped(node, List.of("Nq", "Nkv", "Nkv")),
                    node ->
                            product(
                                    node,
                                    List.of("Nq", "Nkv", "Nkv"),
                                    List.of(5, 8, 11),
                                    Dim.of(0)));

    /// `MatMulBlockQuantizedFp8Weight`: weights `[N, K]`, each scaled once.
    static final Op FLOAT8 = new Rule(FusedProjections::rows, node -> scaled(node, 1, 4));

    /// `MatMulBlockQuantizedFp4Weight`: the same with weights of 4 bits, `[N, K / 2]` bytes, and a
    /// second scale.
    static final Op FLOAT4 = new Rule(FusedProjections::rows, node -> scaled(node, 2, 5));

    private FusedProjections() {}

    private static Dim attribute(OpContext node, String name) {
        long value = node.attribute(name, -1L);
        return value < 0 ? Dim.unknown(name + " is not given") : Dim.of(value);
    }

    /// The products, and after them the sum of input and skip.
    private static List<ValueType> shaped(OpContext node, List<String> widths) {
        Shape data = node.shape(0);
        List<ValueType> types = new ArrayList<>();
        for (String width : widths) {
            types.add(
                    ValueType.tensor(
                            node.type(0),
                            data.rank() == 0
                                    ? data
                                    : Slices.resized(data, -1, attribute(node, width))));
        }
        types.add(node.input(0));
        return Outputs.of(node, types);
    }

    /// The products, their biases, and what comes before: a skip that is added (1 an element), an
    /// RMS normalization whose scale is input 2 (4 an element and 3 a row).
    ///
    /// @param biases index of the bias of each product
    /// @param after vector FLOPs of what follows
    private static Cost product(
            OpContext node, List<String> widths, List<Integer> biases, Dim after) {
        Dim inner = attribute(node, "K");
        Dim width = Dim.sum(widths.stream().map(name -> attribute(node, name)).toList());
        Dim rows = rowCount(node.shape(0));
        Dim elements = node.shape(0).elements();
        // each packed weight is scaled and shifted once
        Dim vector = after.plus(inner.times(width).times(2));
        if (node.hasInput(2)) {
            vector = vector.plus(elements.times(4)).plus(rows.times(3));
        }
        if (node.hasInput(1)) {
            vector = vector.plus(elements);
        }
        for (int i = 0; i < biases.size(); i++) {
            if (node.hasInput(biases.get(i))) {
                vector = vector.plus(rows.times(attribute(node, widths.get(i))));
            }
        }
        return Traffic.matrix(node, rows.times(inner).times(width), vector);
    }

    private static Dim rowCount(Shape data) {
        return data.rank() < 1
                ? Dim.unknown("A's shape is not known")
                : Dim.product(data.dims().subList(0, data.rank() - 1));
    }

    private static List<ValueType> rows(OpContext node) {
        Shape data = node.shape(0);
        return Outputs.of(
                node,
                node.type(0),
                data.rank() == 0 ? data : Slices.resized(data, -1, node.shape(1).dim(0)));
    }

    private static Cost scaled(OpContext node, long scales, int bias) {
        Dim outputs = node.output(0).shape().elements();
        Dim weights = node.shape(1).dim(0).times(node.shape(0).dim(-1));
        Dim added = node.hasInput(bias) ? outputs : Dim.of(0);
        return Traffic.matrix(
                node, outputs.times(node.shape(0).dim(-1)), weights.times(scales).plus(added));
    }
}
