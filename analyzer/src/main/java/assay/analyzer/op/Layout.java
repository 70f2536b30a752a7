package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.TensorValue.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Row-major positions of the elements of a small tensor.
final class Layout {

    private final int[] dims;
    private final int[] strides;
    private final int size;

    private Layout(int[] dims, int size) {
        this.dims = dims;
        this.size = size;
        strides = new int[dims.length];
        int stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, dims[axis]);
        }
    }

    /// Empty where the tensor has more than [TensorValue#MOST_ELEMENTS] elements or a negative dim.
    static Optional<Layout> of(List<Long> shape) {
        int[] dims = new int[shape.size()];
        long size = 1;
        long whole = 1;
        for (int axis = 0; axis < dims.length; axis++) {
            long dim = shape.get(axis);
            whole *= Math.max(1, dim);
            if (dim < 0 || dim > TensorValue.MOST_ELEMENTS || whole > TensorValue.MOST_ELEMENTS) {
                return Optional.empty();
            }
            dims[axis] = (int) dim;
            size *= dim;
        }
        return Optional.of(new Layout(dims, (int) size));
    }

    /// The layout of a shape whose dims are all known and whose elements are few.
    static Optional<Layout> of(Shape shape) {
        if (!shape.isRanked()) {
            return Optional.empty();
        }
        List<Long> known = new ArrayList<>(shape.rank());
        for (Dim dim : shape.dims()) {
            known.add(dim.number().orElse(-1));
        }
        return of(known);
    }

    int size() {
        return size;
    }

    int rank() {
        return dims.length;
    }

    int dim(int axis) {
        return dims[axis];
    }

    List<Long> shape() {
        List<Long> shape = new ArrayList<>(dims.length);
        for (int dim : dims) {
            shape.add((long) dim);
        }
        return shape;
    }

    int[] coordinates(int position) {
        int[] at = new int[dims.length];
        for (int axis = 0; axis < dims.length; axis++) {
            at[axis] = position / strides[axis] % Math.max(1, dims[axis]);
        }
        return at;
    }

    int position(int[] at) {
        int position = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            position += at[axis] * strides[axis];
        }
        return position;
    }

    /// An index along an axis counted from the front; -1 where it lies outside.
    int place(long index, int axis) {
        long place = index < 0 ? index + dims[axis] : index;
        return place < 0 || place >= dims[axis] ? -1 : (int) place;
    }

    /// True where every coordinate lies within its dim.
    boolean holds(int[] at) {
        for (int axis = 0; axis < dims.length; axis++) {
            if (at[axis] < 0 || at[axis] >= dims[axis]) {
                return false;
            }
        }
        return true;
    }

    /// Position of the element that broadcasting puts at `at` of a larger tensor.
    int broadcast(int[] at) {
        int position = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            int own = at[axis + at.length - dims.length];
            position += dims[axis] == 1 ? 0 : own * strides[axis];
        }
        return position;
    }

    /// A value of this layout whose elements are those of `source` at the positions `from`.
    TensorValue pick(TensorValue source, int[] from) {
        return switch (source) {
            case Integers(var type, var _, List<Dim> elements) ->
                    new Integers(type, shape(), picked(elements, from));
            case Reals(var type, var _, List<Double> elements) ->
                    new Reals(type, shape(), picked(elements, from));
            case Texts(var _, List<String> elements) -> new Texts(shape(), picked(elements, from));
        };
    }

    private static <T> List<T> picked(List<T> elements, int[] from) {
        List<T> picked = new ArrayList<>(from.length);
        for (int position : from) {
            picked.add(elements.get(position));
        }
        return picked;
    }

    /// The elements of both, one after the other, as one dim; empty where they are of two kinds or
    /// too many.
    static Optional<TensorValue> joined(TensorValue first, TensorValue second) {
        List<Long> shape = List.of((long) first.size() + second.size());
        if (of(shape).isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (first) {
                    case Integers(var type, var _, List<Dim> elements)
                            when second instanceof Integers other ->
                            new Integers(type, shape, both(elements, other.elements()));
                    case Reals(var type, var _, List<Double> elements)
                            when second instanceof Reals other ->
                            new Reals(type, shape, both(elements, other.elements()));
                    case Texts(var _, List<String> elements) when second instanceof Texts other ->
                            new Texts(shape, both(elements, other.elements()));
                    default -> null;
                });
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /// The elements in order under another shape of the same size.
    static Optional<TensorValue> reshaped(TensorValue source, Shape shape) {
        Layout layout = of(shape).orElse(null);
        if (layout == null || layout.size() != source.size()) {
            return Optional.empty();
        }
        int[] from = new int[layout.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = i;
        }
        return Optional.of(layout.pick(source, from));
    }
}
