package assay.analyzer.analysis;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Node;
import assay.analyzer.op.Op;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The MACs of convolutions, matrix products and recurrences themselves, quantized forms included,
/// as other tools count a model: without those of attention, Einsum or Fourier operators. Bodies
/// and functions are entered.
final class CoreMacs {

    private static final Set<String> CORE =
            Set.of(
                    "Conv",
                    "ConvTranspose",
                    "MatMul",
                    "Gemm",
                    "LSTM",
                    "GRU",
                    "RNN",
                    "ConvInteger",
                    "MatMulInteger",
                    "QLinearConv",
                    "QLinearMatMul",
                    "FusedConv",
                    "FusedMatMul",
                    "FusedGemm",
                    "MatMulNBits",
                    "MatMulIntegerToFloat",
                    "DynamicQuantizeMatMul",
                    "QGemm",
                    "NhwcConv",
                    "NhwcFusedConv",
                    "TransposeMatMul",
                    "FusedMatMulActivation",
                    "GemmFastGelu",
                    "GemmFloat8",
                    "MatMulBnb4",
                    "MatMulFpQ4",
                    "MatMulNBitsMlp",
                    "MatMulNBitsQkv",
                    "MatMulBlockQuantizedFp4Weight",
                    "MatMulBlockQuantizedFp8Weight",
                    "SparseToDenseMatMul",
                    "MatMulInteger16",
                    "QOrderedMatMul",
                    "DynamicQuantizeLSTM");

    private CoreMacs() {}

    /// Sum over the nodes, whose costs stand in the same order; what is unknown is left out.
    static Dim of(List<TypedNode> nodes, List<Cost> costs) {
        List<Dim> core = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Dim macs = of(nodes.get(i), costs.get(i));
            if (!macs.isUnknown()) {
                core.add(macs);
            }
        }
        return Dim.sum(core);
    }

    private static Dim of(TypedNode node, Cost cost) {
        if (!node.expansion().isEmpty()) {
            List<Cost> parts = new ArrayList<>();
            for (TypedNode part : node.expansion()) {
                // the cost of a call is asked of its own parts
                parts.add(part.expansion().isEmpty() ? CostModel.cost(part) : Cost.FREE);
            }
            return of(node.expansion(), parts);
        }
        if (CORE.contains(node.node().operator())) {
            return cost.macs();
        }
        Op op = node.op();
        if (op == null || node.settled() || cost.macs().is(0) || !hasBody(node.node())) {
            return Dim.of(0);
        }
        return CostModel.guarded(op, node.context().coreOnly()).macs();
    }

    private static boolean hasBody(Node node) {
        return node.attributes().values().stream().anyMatch(Attribute.Subgraph.class::isInstance);
    }
}
