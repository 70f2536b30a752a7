package assay.analyzer.zoo;

import assay.analyzer.tensor.ElementType;
import java.util.List;

/// Arithmetic on shapes and masks that exporters leave in a graph with open dims.
final class Shapes {

    /// What is added to a score to rule it out: the least float32.
    static final double LEAST = -3.4028234663852886e38;

    private Shapes() {}

    /// A dim of `x` as a scalar int64.
    static String dim(Network net, String module, String x, int axis) {
        String shape = net.op(module, "Shape", List.of(x));
        return net.op(module, "Gather", List.of(shape, net.integer(module, axis)), "axis", 0);
    }

    static String unsqueeze(Network net, String module, String x, long... axes) {
        return net.op(module, "Unsqueeze", List.of(x, net.integers(module, axes)));
    }

    static String cast(Network net, String module, String x, ElementType type) {
        return net.op(module, "Cast", List.of(x), "to", type.number());
    }

    /// `[batch, sequence]` of ones and zeros to `[batch, 1, 1, sequence]` of 0 and the least float:
    /// (1 - mask) · least.
    static String additiveMask(Network net, String mask) {
        String wide = unsqueeze(net, "", unsqueeze(net, "", mask, 1), 2);
        String real = cast(net, "", wide, ElementType.FLOAT32);
        String hidden = net.op("", "Sub", List.of(net.real("", 1), real));
        return net.op("", "Mul", List.of(hidden, net.real("", LEAST)));
    }
}
