package assay.analyzer.tensor;

import assay.analyzer.tensor.ValueType.MapType;
import assay.analyzer.tensor.ValueType.OptionalType;
import assay.analyzer.tensor.ValueType.SequenceType;
import assay.analyzer.tensor.ValueType.SparseTensorType;
import assay.analyzer.tensor.ValueType.TensorType;
import assay.analyzer.tensor.ValueType.UnknownType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What two types have in common: the type of a value that may be either. Dims that differ are
/// unknown, for the reason given.
public final class CommonType {

    private CommonType() {}

    /// What is the same in both; where the kinds differ, unknown.
    public static ValueType of(ValueType a, ValueType b, String because) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof TensorType(ElementType x, Shape s)
                && b instanceof TensorType(ElementType y, Shape t)) {
            return new TensorType(x == y ? x : ElementType.UNDEFINED, of(s, t, because));
        }
        if (a instanceof SparseTensorType(ElementType x, Shape s)
                && b instanceof SparseTensorType(ElementType y, Shape t)) {
            return new SparseTensorType(x == y ? x : ElementType.UNDEFINED, of(s, t, because));
        }
        if (a instanceof SequenceType(ValueType x, List<ValueType> p)
                && b instanceof SequenceType(ValueType y, List<ValueType> q)) {
            // an empty list says nothing of the shapes that the other holds
            ValueType element = isEmpty(p) ? y : isEmpty(q) ? x : of(x, y, because);
            return new SequenceType(element, both(p, q, because));
        }
        if (a instanceof OptionalType(ValueType x, Boolean p)
                && b instanceof OptionalType(ValueType y, Boolean q)) {
            return new OptionalType(of(x, y, because), Objects.equals(p, q) ? p : null);
        }
        if (a instanceof MapType(ElementType k, ValueType x)
                && b instanceof MapType(ElementType l, ValueType y)
                && k == l) {
            return new MapType(k, of(x, y, because));
        }
        return a instanceof UnknownType ? a : ValueType.unknown(because);
    }

    /// The dims that are the same in both; unranked where the ranks differ.
    public static Shape of(Shape a, Shape b, String because) {
        if (a.equals(b) || !a.isRanked()) {
            return a;
        }
        if (a.rank() != b.rank()) {
            return Shape.unranked(because);
        }
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < a.rank(); i++) {
            Dim dim = a.dims().get(i);
            dims.add(dim.equals(b.dims().get(i)) ? dim : Dim.unknown(because));
        }
        return Shape.of(dims);
    }

    /// What all members of a list have in common; unknown for none.
    public static ValueType ofAll(List<ValueType> types, String because) {
        if (types.isEmpty()) {
            return ValueType.unknown("an empty list");
        }
        ValueType common = types.getFirst();
        for (ValueType type : types) {
            common = of(common, type, because);
        }
        return common;
    }

    private static boolean isEmpty(@Nullable List<ValueType> members) {
        return members != null && members.isEmpty();
    }

    private static @Nullable List<ValueType> both(
            @Nullable List<ValueType> a, @Nullable List<ValueType> b, String because) {
        if (a == null || b == null || a.size() != b.size()) {
            return null;
        }
        List<ValueType> members = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            members.add(of(a.get(i), b.get(i), because));
        }
        return members;
    }
}
