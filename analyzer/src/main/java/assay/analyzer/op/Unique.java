package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Unique: the different elements, or the different slices along `axis`; for each of them where it
/// stands first, for each that was given which it is, and how many there are. Sorting is taken as
/// `n log2(n)` comparisons.
record Unique() implements Op {

    private static final String DATA = "how many are different depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = node.shape(0);
        boolean sliced = node.hasAttribute("axis");
        long axis = node.attribute("axis", 0L);
        Dim kept = node.value(0).map(v -> distinct(v, sliced, axis)).orElse(Dim.unknown(DATA));
        ValueType indices = ValueType.tensor(ElementType.INT64, Shape.of(kept));
        Dim all = sliced ? Slices.dim(shape, axis) : shape.elements();
        return Outputs.of(
                node,
                ValueType.tensor(
                        node.type(0), sliced ? Slices.resized(shape, axis, kept) : Shape.of(kept)),
                indices,
                ValueType.tensor(ElementType.INT64, Shape.of(all)),
                indices);
    }

    /// Number of different elements, or of different slices along an axis.
    private static Dim distinct(TensorValue value, boolean sliced, long axis) {
        List<?> elements =
                switch (value) {
                    case TensorValue.Integers integers -> integers.elements();
                    case TensorValue.Reals reals -> reals.elements();
                    case TensorValue.Texts texts -> texts.elements();
                };
        for (Object element : elements) {
            boolean certain =
                    switch (element) {
                        case Dim dim -> dim.isKnown();
                        case Double real -> !real.isNaN() && !real.equals(-0.0);
                        default -> true;
                    };
            // a negative zero equals the positive one, though as objects they differ
            if (!certain) {
                return Dim.unknown(DATA);
            }
        }
        if (!sliced) {
            return Dim.of(new HashSet<>(elements).size());
        }
        int at = Slices.axis(axis, value.shape().size());
        if (at < 0) {
            return Dim.unknown("axis " + axis + " lies outside the tensor");
        }
        int inner = 1;
        for (int i = at + 1; i < value.shape().size(); i++) {
            inner *= value.shape().get(i).intValue();
        }
        int length = value.shape().get(at).intValue();
        List<List<Object>> slices = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            slices.add(new ArrayList<>());
        }
        for (int i = 0; i < elements.size(); i++) {
            slices.get(i / inner % length).add(elements.get(i));
        }
        Set<List<Object>> different = new HashSet<>(slices);
        return Dim.of(different.size());
    }

    @Override
    public Cost cost(OpContext node) {
        Dim elements = node.shape(0).elements();
        Dim flops =
                elements instanceof Dim.Known(long n) && n > 0
                        ? elements.times(64 - Long.numberOfLeadingZeros(n - 1))
                        : elements;
        return Cost.exact(Dim.of(0), flops, node.inputBytes(), node.inputBytes())
                .less(Confidence.MODELLED, "a sort of n log2(n) comparisons; all taken as unique");
    }
}
