package assay.analyzer.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Layer normalization as Keras folds it into one scale and one shift: `x * r + (bias - mean(x) *
/// r)` with `r = scale / sqrt(mean((x - mean(x))^2) + e)`; scale and bias may be missing.
///
/// ONNX Runtime does not fuse this form, so it is a block and no group.
public final class FoldedNormPattern {

    private FoldedNormPattern() {}

    /// The normalization whose square root is node `root`.
    public static Optional<Match> at(Links links, int root) {
        if (!links.is(root, "Sqrt")) {
            return Optional.empty();
        }
        List<Integer> nodes = new ArrayList<>(List.of(root));
        String squared = NormPattern.squared(links, root, nodes);
        String x = squared.isEmpty() ? "" : NormPattern.centred(links, squared, nodes);
        int inverse = links.next(root);
        boolean isInverse =
                links.is(inverse, "Reciprocal")
                        || (links.is(inverse, "Div") && links.isScalar(links.input(inverse, 0), 1));
        if (x.isEmpty() || !isInverse) {
            return Optional.empty();
        }
        nodes.add(inverse);
        int factor = inverse;
        int scaled = links.next(inverse);
        if (links.is(scaled, "Mul") && links.isStored(links.other(scaled, links.output(inverse)))) {
            nodes.add(scaled);
            factor = scaled;
        }
        String mean = links.input(links.producer(squared), 1);
        int scale = product(links, links.output(factor), x);
        int shift = product(links, links.output(factor), mean);
        int bias = links.next(shift);
        int sum = links.next(scale);
        if (!links.is(bias, "Sub")
                || !links.input(bias, 1).equals(links.output(shift))
                || !links.is(sum, "Add")
                || !links.other(sum, links.output(scale)).equals(links.output(bias))) {
            return Optional.empty();
        }
        nodes.addAll(List.of(scale, shift, bias, sum));
        return Optional.of(new Match("LayerNormalization", nodes, x, links.output(sum)));
    }

    /// The product of the two values; -1 where there is none.
    private static int product(Links links, String factor, String value) {
        for (int reader : links.consumers(factor)) {
            if (links.is(reader, "Mul") && links.other(reader, factor).equals(value)) {
                return reader;
            }
        }
        return -1;
    }
}
