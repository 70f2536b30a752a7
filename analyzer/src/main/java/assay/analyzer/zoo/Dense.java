package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import java.util.List;

/// Layers over the last axis, as PyTorch's exporter writes them: Linear, LayerNorm, GELU.
final class Dense {

    private Dense() {}

    /// A Linear over a matrix: Gemm with the weight as PyTorch keeps it, `[to, from]`.
    static String gemm(Network net, String module, String x, int from, int to) {
        return net.op(module, "Gemm", gemmInputs(net, module, x, from, to), "transB", 1);
    }

    /// A Linear over a matrix whose result is the graph output of that name.
    static String lastGemm(Network net, String output, String module, String x, int from, int to) {
        List<String> inputs = gemmInputs(net, module, x, from, to);
        return net.last(output, module, "Gemm", inputs, "transB", 1);
    }

    private static List<String> gemmInputs(Network net, String module, String x, int from, int to) {
        String weight = net.weight(module + ".weight", scaled(from, 1), to, from);
        String bias = net.weight(module + ".bias", bias(), to);
        return List.of(x, weight, bias);
    }

    /// A Linear over a tensor of rank 3 or more: MatMul with the weight transposed to `[from, to]`,
    /// then Add.
    static String linear(Network net, String module, String x, int from, int to) {
        return linear(net, module, x, from, to, 1);
    }

    /// @param gain factor on the standard deviation of the weights; below 1 before a residual sum
    static String linear(Network net, String module, String x, int from, int to, double gain) {
        String product = linearWithoutBias(net, module, x, from, to, gain);
        String bias = net.weight(module + ".bias", bias(), to);
        return net.op(module, "Add", List.of(bias, product));
    }

    static String linearWithoutBias(
            Network net, String module, String x, int from, int to, double gain) {
        String weight = net.transposedWeight(scaled(from, gain), from, to);
        return net.op(module, "MatMul", List.of(x, weight));
    }

    static String layerNorm(Network net, String module, String x, int width, double epsilon) {
        return net.op(
                module,
                "LayerNormalization",
                layerNormWeights(net, module, x, width),
                "axis",
                -1,
                "epsilon",
                epsilon);
    }

    static List<String> layerNormWeights(Network net, String module, String x, int width) {
        String weight = net.weight(module + ".weight", new Fill.Uniform(0.8, 1.2), width);
        String bias = net.weight(module + ".bias", new Fill.Uniform(-0.1, 0.1), width);
        return List.of(x, weight, bias);
    }

    /// GELU by its definition: x/2 · (1 + erf(x/√2)).
    static String gelu(Network net, String module, String x) {
        String scaled = net.op(module, "Div", List.of(x, net.real(module, Math.sqrt(2))));
        String erf = net.op(module, "Erf", List.of(scaled));
        String onePlus = net.op(module, "Add", List.of(erf, net.real(module, 1)));
        String product = net.op(module, "Mul", List.of(x, onePlus));
        return net.op(module, "Mul", List.of(product, net.real(module, 0.5)));
    }

    /// Weights that keep the variance of `from` inputs, times `gain` on the deviation.
    static Fill scaled(int from, double gain) {
        return Fill.Uniform.ofDeviation(gain / Math.sqrt(from));
    }

    static Fill bias() {
        return new Fill.Uniform(-0.05, 0.05);
    }
}
