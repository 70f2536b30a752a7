package assay.analyzer.zoo;

import java.util.List;

/// Activation functions, as PyTorch's exporter writes them.
enum Activation {
    RELU(2),
    /// Clip to 0..6.
    RELU6(2),
    /// x · sigmoid(x), two nodes.
    SILU(2.8),
    HARD_SWISH(2.8),
    GELU(2.35);

    private final double gain;

    Activation(double gain) {
        this.gain = gain;
    }

    /// 1 / E[f(z)²] for a standard normal z: the factor by which the next layer's weights must be
    /// more varied to make up for what the function takes.
    double gain() {
        return gain;
    }

    String apply(Network net, String module, String x) {
        return switch (this) {
            case RELU -> net.op(module, "Relu", List.of(x));
            case RELU6 ->
                    net.op(module, "Clip", List.of(x, net.real(module, 0), net.real(module, 6)));
            case SILU -> {
                String gate = net.op(module, "Sigmoid", List.of(x));
                yield net.op(module, "Mul", List.of(x, gate));
            }
            case HARD_SWISH -> net.op(module, "HardSwish", List.of(x));
            case GELU -> Dense.gelu(net, module, x);
        };
    }

    Image apply(Network net, String module, Image x) {
        return new Image(apply(net, module, x.value()), x.channels(), x.height(), x.width());
    }
}
