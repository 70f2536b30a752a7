package assay.analyzer.analysis;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The element types that MACs are done on: a model of int8 products does as many as its float
/// original, and this is what tells them apart.
///
/// The type of a product is that of its weight as it is stored: behind DequantizeLinear the
/// quantized type, with packed 4-bit weights int4. Where both factors flow, that of the second
/// counts. MACs in the bodies of If, Loop and Scan count by the type of the node's first output.
public final class MacTypes {

    /// Input that holds the weight, where it is not the second one.
    private static final Map<String, Integer> WEIGHT =
            Map.of(
                    "QLinearConv", 3,
                    "QLinearMatMul", 3,
                    "QGemm", 3,
                    "MatMulNBitsMlp", 3,
                    "MatMulNBitsQkv", 3,
                    "MoE", 2,
                    "QMoE", 2,
                    "QOrderedMatMul", 2,
                    "QOrderedAttention", 5,
                    "Einsum", 0);

    /// Operators whose weights of a few bits come as bytes, and the attribute that says how many.
    private static final Map<String, String> PACKED =
            Map.of(
                    "MatMulNBits", "bits",
                    "MatMulNBitsMlp", "bits",
                    "MatMulNBitsQkv", "bits",
                    "QMoE", "expert_weight_bits");

    /// Operators whose weights are pairs of 4-bit floats.
    private static final Set<String> SMALL_FLOATS =
            Set.of("MatMulBlockQuantizedFp4Weight", "MatMulBnb4");

    private final Map<String, TypedNode> producers = new HashMap<>();

    private MacTypes(List<TypedNode> nodes) {
        for (TypedNode node : nodes) {
            for (String output : node.node().outputs()) {
                producers.put(output, node);
            }
        }
    }

    /// MACs by type, an expression each; nodes of unknown cost are left out.
    ///
    /// @param costs cost of each node, in order
    public static Map<ElementType, Dim> of(TypedGraph graph, List<Cost> costs) {
        Map<ElementType, List<Dim>> parts = new EnumMap<>(ElementType.class);
        MacTypes types = new MacTypes(graph.nodes());
        for (int i = 0; i < costs.size(); i++) {
            Dim macs = costs.get(i).macs();
            if (!macs.isUnknown() && !macs.is(0)) {
                ElementType type = types.type(graph.nodes().get(i));
                parts.computeIfAbsent(type, _ -> new ArrayList<>()).add(macs);
            }
        }
        Map<ElementType, Dim> sums = new EnumMap<>(ElementType.class);
        parts.forEach((type, macs) -> sums.put(type, Dim.sum(macs)));
        return Collections.unmodifiableMap(sums);
    }

    private ElementType type(TypedNode node) {
        String operator = node.node().operator();
        if (SMALL_FLOATS.contains(operator)) {
            return ElementType.FLOAT4E2M1;
        }
        boolean body =
                node.node().attributes().values().stream()
                        .anyMatch(Attribute.Subgraph.class::isInstance);
        if (body || node.node().inputs().size() < 2) {
            return node.context().output(0).elementType();
        }
        int weight = WEIGHT.getOrDefault(operator, 1);
        if (!node.context().hasInput(weight)) {
            // keys, say, that come packed with the queries
            return node.context().output(0).elementType();
        }
        ElementType type = node.context().input(weight).elementType();
        return PACKED.containsKey(operator) && type == ElementType.UINT8
                ? unpacked(node, PACKED.get(operator))
                : stored(node.node().inputs().get(weight), type);
    }

    private static ElementType unpacked(TypedNode node, String bits) {
        boolean isFloat = node.context().attribute("quant_type", "int").contains("fp4");
        return switch ((int) node.context().attribute(bits, 4L)) {
            case 2 -> ElementType.INT2;
            case 4 -> isFloat ? ElementType.FLOAT4E2M1 : ElementType.INT4;
            default -> ElementType.UINT8;
        };
    }

    /// The type behind the operators that only convert or reorder.
    private ElementType stored(String value, ElementType otherwise) {
        TypedNode maker = producers.get(value);
        for (int step = 0; step < 4 && maker != null; step++) {
            switch (maker.node().operator()) {
                case "DequantizeLinear" -> {
                    return maker.context().input(0).elementType();
                }
                case "Transpose", "Reshape", "Identity" ->
                        maker = producers.get(maker.node().inputs().getFirst());
                default -> {
                    return otherwise;
                }
            }
        }
        return otherwise;
    }
}
