package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Tensor types with an axis more or an axis less. Axes may be negative; one outside the tensor
/// leaves the rank unknown.
final class Slices {

    private Slices() {}

    /// The axis counted from the front, or -1 where it lies outside a tensor of that rank.
    static int axis(long axis, int rank) {
        long index = axis < 0 ? axis + rank : axis;
        return index >= 0 && index < rank ? (int) index : -1;
    }

    static Dim dim(Shape shape, long axis) {
        int index = axis(axis, shape.rank());
        return index < 0
                ? Dim.unknown("axis " + axis + " lies outside the tensor")
                : shape.dim(index);
    }

    static ValueType without(ValueType type, long axis) {
        if (!(type instanceof ValueType.TensorType(ElementType element, Shape shape))) {
            return type;
        }
        return ValueType.tensor(element, without(shape, axis));
    }

    static Shape without(Shape shape, long axis) {
        int index = axis(axis, shape.rank());
        if (index < 0) {
            return Shape.unranked("axis " + axis + " lies outside the tensor");
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.remove(index);
        return Shape.of(dims);
    }

    /// With a new axis of that size before `axis`.
    static ValueType with(ValueType type, long axis, Dim size) {
        if (!(type instanceof ValueType.TensorType(ElementType element, Shape shape))) {
            return type;
        }
        return ValueType.tensor(element, with(shape, axis, size));
    }

    static Shape with(Shape shape, long axis, Dim size) {
        int index = shape.isRanked() ? axis(axis, shape.rank() + 1) : -1;
        if (index < 0) {
            return Shape.unranked("axis " + axis + " of a tensor of unknown or smaller rank");
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(index, size);
        return Shape.of(dims);
    }

    /// With another size along an axis.
    static Shape resized(Shape shape, long axis, Dim size) {
        int index = axis(axis, shape.rank());
        if (index < 0) {
            return shape.isRanked()
                    ? Shape.unranked("axis " + axis + " lies outside the tensor")
                    : shape;
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.set(index, size);
        return Shape.of(dims);
    }
}
