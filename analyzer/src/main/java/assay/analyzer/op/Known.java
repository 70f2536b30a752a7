package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What can be said of small inputs that hold shapes, axes and counts.
final class Known {

    private Known() {}

    /// Length of a vector, where it is known and no more than a rank can be.
    static OptionalInt length(Shape vector) {
        long length = vector.rank() == 1 ? vector.dim(0).number().orElse(-1) : -1;
        return length < 0 || length > Byte.MAX_VALUE
                ? OptionalInt.empty()
                : OptionalInt.of((int) length);
    }

    /// The value of an input; where only the shape of small integers is known, a value of unknown
    /// elements.
    static Optional<TensorValue> orOpen(OpContext node, int input) {
        Optional<TensorValue> value = node.value(input);
        if (value.isPresent() || !(node.type(input).isInteger() || node.type(input).isBoolean())) {
            return value;
        }
        return Layout.of(node.shape(input))
                .filter(layout -> layout.rank() <= 1)
                .map(layout ->
                        new Integers(
                                node.type(input),
                                layout.shape(),
                                Collections.nCopies(
                                        layout.size(), Dim.unknown("depends on data"))));
    }

    /// The one element of an input as an integer; unknown where it is not known.
    static Dim integer(OpContext node, int input) {
        return node.value(input)
                .filter(value -> value.size() == 1)
                .flatMap(Rounding::integers)
                .map(List::getFirst)
                .orElse(Dim.unknown("depends on data"));
    }

    /// The one element of an input as a number.
    static OptionalDouble real(OpContext node, int input) {
        double[] reals = node.value(input).flatMap(Rounding::reals).orElse(new double[0]);
        return reals.length == 1 ? OptionalDouble.of(reals[0]) : OptionalDouble.empty();
    }
}
