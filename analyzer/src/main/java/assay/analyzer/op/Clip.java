package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clip between `min` and `max`, which are attributes before set 11 and inputs since; where they
/// cross, all is `max`. One compare an element for each bound.
record Clip() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        int bounds = (isBounded(node, "min", 1) ? 1 : 0) + (isBounded(node, "max", 2) ? 1 : 0);
        return Traffic.stream(node, node.shape(0).elements().times(bounds));
    }

    private static boolean isBounded(OpContext node, String attribute, int input) {
        return node.hasAttribute(attribute) || node.hasInput(input);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue value = node.value(0).orElse(null);
        TensorValue least = bound(node, "min", 1, Double.NEGATIVE_INFINITY).orElse(null);
        TensorValue most = bound(node, "max", 2, Double.POSITIVE_INFINITY).orElse(null);
        return value == null || least == null || most == null
                ? Optional.empty()
                : clipped(value, least, most).map(List::of);
    }

    /// The one number of a bound, `otherwise` where there is none; empty where it is not known.
    private static Optional<TensorValue> bound(
            OpContext node, String attribute, int input, double otherwise) {
        return node.hasInput(input)
                ? node.value(input).filter(bound -> bound.size() == 1)
                : Optional.of(
                        new Reals(
                                ElementType.FLOAT64,
                                List.of(),
                                List.of(node.attribute(attribute, otherwise))));
    }

    private static Optional<TensorValue> clipped(
            TensorValue value, TensorValue least, TensorValue most) {
        switch (value) {
            case Integers(ElementType type, List<Long> shape, List<Dim> elements) -> {
                List<Dim> clipped = new ArrayList<>(elements.size());
                for (Dim element : elements) {
                    Dim raised = isInfinite(least) ? element : element.max(whole(least));
                    clipped.add(isInfinite(most) ? raised : raised.min(whole(most)));
                }
                return Optional.of(new Integers(type, shape, clipped));
            }
            case Reals(ElementType type, List<Long> shape, List<Double> elements) -> {
                double[] low = Rounding.reals(least).orElse(new double[0]);
                double[] high = Rounding.reals(most).orElse(new double[0]);
                if (low.length == 0 || high.length == 0) {
                    return Optional.empty();
                }
                List<Double> clipped = new ArrayList<>(elements.size());
                for (double element : elements) {
                    clipped.add(Math.min(Math.max(element, low[0]), high[0]));
                }
                return Optional.of(new Reals(type, shape, clipped));
            }
            case TensorValue.Texts _ -> {
                return Optional.empty();
            }
        }
    }

    private static boolean isInfinite(TensorValue bound) {
        return bound instanceof Reals reals && Double.isInfinite(reals.elements().getFirst());
    }

    private static Dim whole(TensorValue bound) {
        return Rounding.integers(bound)
                .map(List::getFirst)
                .orElse(Dim.unknown("the bound is no number"));
    }
}
