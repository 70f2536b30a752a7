package assay.analyzer.analysis;

import assay.analyzer.op.OpContext;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// The last check of what an operator's rule answers: a model that asks for a negative size
/// contradicts itself.
final class Sizes {

    private Sizes() {}

    /// The types with every size below zero unknown, and a conflict noted for it.
    static List<ValueType> checked(List<ValueType> types, OpContext node) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) instanceof ValueType.TensorType(var _, Shape shape)
                    && shape.dims().stream().anyMatch(Sizes::isNegative)) {
                List<ValueType> mended = new ArrayList<>(types);
                mended.replaceAll(type -> checked(type, node));
                return mended;
            }
        }
        return types;
    }

    private static ValueType checked(ValueType type, OpContext node) {
        if (!(type instanceof ValueType.TensorType(var element, Shape shape))
                || !shape.isRanked()) {
            return type;
        }
        List<Dim> dims = new ArrayList<>(shape.rank());
        for (Dim dim : shape.dims()) {
            String what = "the result would have " + dim + " elements along an axis";
            if (isNegative(dim)) {
                node.conflict(what);
            }
            dims.add(isNegative(dim) ? Dim.unknown(what) : dim);
        }
        return ValueType.tensor(element, Shape.of(dims));
    }

    private static boolean isNegative(Dim dim) {
        return dim instanceof Dim.Known(long size) && size < 0;
    }
}
