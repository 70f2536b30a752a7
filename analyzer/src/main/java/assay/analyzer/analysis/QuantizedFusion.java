package assay.analyzer.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Groups of DequantizeLinear, an operator and QuantizeLinear that run as one integer kernel.
final class QuantizedFusion {

    private static final Map<String, String> KERNELS =
            Map.ofEntries(
                    Map.entry("Conv", "QLinearConv"),
                    Map.entry("MatMul", "QLinearMatMul"),
                    Map.entry("Gemm", "QGemm"),
                    Map.entry("Add", "QLinearAdd"),
                    Map.entry("Mul", "QLinearMul"),
                    Map.entry("AveragePool", "QLinearAveragePool"),
                    Map.entry("GlobalAveragePool", "QLinearGlobalAveragePool"),
                    Map.entry("Sigmoid", "QLinearSigmoid"),
                    Map.entry("LeakyRelu", "QLinearLeakyRelu"),
                    Map.entry("Softmax", "QLinearSoftmax"),
                    Map.entry("Concat", "QLinearConcat"),
                    Map.entry("MaxPool", "MaxPool"),
                    Map.entry("Reshape", "Reshape"),
                    Map.entry("Transpose", "Transpose"));

    private final Links links;
    private final Grouping groups;

    QuantizedFusion(Links links, Grouping groups) {
        this.links = links;
        this.groups = groups;
    }

    void apply(int node) {
        String kernel = KERNELS.get(links.operator(node));
        if (kernel == null) {
            return;
        }
        List<Integer> nodes = new ArrayList<>();
        boolean dataDequantized = false;
        for (String input : links.flowing(node)) {
            int before = links.producer(input);
            if (!links.is(before, "DequantizeLinear")
                    || links.next(before) != node
                    || !groups.isFree(before)) {
                return;
            }
            nodes.add(before);
            dataDequantized = true;
        }
        int after = links.next(node);
        if (links.is(node, "Conv") && links.is(after, "Relu") && groups.isFree(after)) {
            nodes.add(after);
            after = links.next(after);
        }
        boolean quantized = links.is(after, "QuantizeLinear") && groups.isFree(after);
        if (quantized) {
            nodes.add(after);
        } else if (!kernel.equals("QLinearMatMul")) {
            return;
        }
        if (dataDequantized) {
            groups.join(node, nodes, quantized ? kernel : "MatMulIntegerToFloat");
        }
    }
}
