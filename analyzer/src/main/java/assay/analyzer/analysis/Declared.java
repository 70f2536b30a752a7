package assay.analyzer.analysis;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Fills the gaps of an inferred type with what the file declares for the value.
final class Declared {

    private Declared() {}

    /// `inferred` where it is known, else the declared element type, rank and numbers. Declared
    /// symbols are names that an exporter made up, so they do not count.
    static ValueType complete(ValueType inferred, ValueType declared) {
        if (inferred instanceof ValueType.UnknownType(String because)) {
            return declared instanceof ValueType.TensorType(ElementType type, Shape shape)
                    ? new ValueType.TensorType(type, numbersOf(shape, because))
                    : declared instanceof ValueType.UnknownType ? inferred : declared;
        }
        if (!(inferred instanceof ValueType.TensorType(ElementType type, Shape shape))
                || !(declared
                        instanceof ValueType.TensorType(ElementType saidType, Shape saidShape))) {
            return inferred;
        }
        return new ValueType.TensorType(
                type == ElementType.UNDEFINED ? saidType : type, complete(shape, saidShape));
    }

    private static Shape complete(Shape inferred, Shape declared) {
        if (inferred instanceof Shape.Unranked(String because)) {
            return numbersOf(declared, because);
        }
        if (inferred.rank() != declared.rank()) {
            return inferred;
        }
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < inferred.rank(); i++) {
            Dim dim = inferred.dim(i);
            dims.add(dim.isUnknown() && declared.dim(i).isKnown() ? declared.dim(i) : dim);
        }
        return Shape.of(dims);
    }

    private static Shape numbersOf(Shape declared, String because) {
        if (!declared.isRanked()) {
            return Shape.unranked(because);
        }
        List<Dim> dims = new ArrayList<>();
        for (Dim dim : declared.dims()) {
            dims.add(dim.isKnown() ? dim : Dim.unknown(because));
        }
        return Shape.of(dims);
    }
}
