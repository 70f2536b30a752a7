package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Multidirectional broadcasting as NumPy and ONNX define it, over symbolic dims.
final class Broadcast {

    private Broadcast() {}

    /// Shape of an element-wise result over all inputs of a node. Before operator set 7 the
    /// attribute `broadcast` fits the second input into the first, which keeps its shape.
    static Shape inputs(OpContext node) {
        if (node.opset() < 7 && node.attribute("broadcast", 0) == 1) {
            return node.shape(0);
        }
        List<Shape> shapes = new ArrayList<>(node.inputCount());
        for (int i = 0; i < node.inputCount(); i++) {
            shapes.add(node.shape(i));
        }
        return shapes(node, shapes);
    }

    static Shape shapes(OpContext node, List<Shape> shapes) {
        int rank = 0;
        for (Shape shape : shapes) {
            if (!shape.isRanked()) {
                return shape;
            }
            rank = Math.max(rank, shape.rank());
        }
        List<Dim> dims = new ArrayList<>(rank);
        for (int axis = -rank; axis < 0; axis++) {
            Dim dim = Dim.of(1);
            for (Shape shape : shapes) {
                if (shape.rank() + axis >= 0) {
                    dim = dim(node, dim, shape.dim(axis));
                }
            }
            dims.add(dim);
        }
        return Shape.of(dims);
    }

    /// One dim of the result. A known size above 1 decides, for a valid model cannot differ from
    /// it; two different symbols cannot be told apart.
    static Dim dim(OpContext node, Dim a, Dim b) {
        if (b.is(1) || a.equals(b)) {
            return a;
        }
        if (a.is(1)) {
            return b;
        }
        if (a.isKnown() && b.isKnown()) {
            String what = "dims " + a + " and " + b + " cannot be broadcast";
            node.conflict(what);
            return Dim.unknown(what);
        }
        if (a.isKnown() || b.isKnown()) {
            return a.isKnown() ? a : b;
        }
        if (isNeverOne(a) || isNeverOne(b)) {
            return isNeverOne(a) ? a : b;
        }
        if (isCapped(b, a) || isCapped(a, b)) {
            return isCapped(b, a) ? a : b;
        }
        return a.isUnknown()
                ? a
                : b.isUnknown() ? b : Dim.unknown(a + " or " + b + ", whichever is not 1");
    }

    /// True for what cannot be 1, whatever its symbols stand for: at least 2, or a multiple of a
    /// small prime, as the dims are that a decoder doubles.
    private static boolean isNeverOne(Dim dim) {
        if (dim.isUnknown()) {
            return false;
        }
        return dim.minus(2).isNonNegative()
                || IntStream.of(2, 3, 5, 7)
                        .anyMatch(
                                prime -> !Arithmetic.divideExactly(dim, Dim.of(prime)).isUnknown());
    }

    /// True for `min(whole, ...)`, as a slice of a table is long: in a valid model it is `whole`,
    /// or 1.
    private static boolean isCapped(Dim dim, Dim whole) {
        return dim instanceof Dim.Min(Dim left, Dim right)
                && (left.equals(whole) || right.equals(whole));
    }

    /// Shape of the result of known shapes; empty where they do not fit.
    static Optional<List<Long>> known(List<List<Long>> shapes) {
        int rank = 0;
        for (List<Long> shape : shapes) {
            rank = Math.max(rank, shape.size());
        }
        List<Long> dims = new ArrayList<>(rank);
        for (int axis = 0; axis < rank; axis++) {
            long dim = 1;
            for (List<Long> shape : shapes) {
                int own = axis - rank + shape.size();
                long next = own < 0 ? 1 : shape.get(own);
                if (dim != 1 && next != 1 && dim != next) {
                    return Optional.empty();
                }
                dim = dim == 1 ? next : dim;
            }
            dims.add(dim);
        }
        return Optional.of(dims);
    }

    /// The dim that both must have: a number rather than a symbol, a symbol rather than an unknown.
    /// Two different numbers are a conflict.
    static Dim same(OpContext node, Dim a, Dim b) {
        if (a.isKnown() && b.isKnown() && !a.equals(b)) {
            String what = "dims " + a + " and " + b + " must be equal";
            node.conflict(what);
            return Dim.unknown(what);
        }
        node.agree(a, b);
        if (a.isKnown() || b.isUnknown()) {
            return a;
        }
        return b.isKnown() || a.isUnknown() ? b : a;
    }
}
