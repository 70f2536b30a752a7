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
import java.util.Optional;
import java.util.Set;

/// Operators whose output is as long as the data say: told only where the data are known.
final class Selections {

    private static final String DATA = "how many are selected depends on data";

    /// `Compress`: the slices where a condition holds. What is read and written is bounded by the
    /// input.
    static final Op COMPRESS = new Rule(Selections::compressed, Selections::moving);

    /// `Unique`: sorting, taken as `n log2(n)` comparisons.
    static final Op UNIQUE = new Rule(Selections::unique, Selections::sorting);

    private Selections() {}

    private static List<ValueType> compressed(OpContext node) {
        Shape shape = node.shape(0);
        Dim length =
                node.hasAttribute("axis")
                        ? Slices.dim(shape, node.attribute("axis", 0L))
                        : shape.elements();
        Dim kept = Dim.unknown(DATA);
        Optional<List<Long>> condition = Folds.numbers(node.value(1));
        if (condition.isPresent()) {
            long count = 0;
            long end = length instanceof Dim.Known(long n) ? n : Long.MAX_VALUE;
            for (int i = 0; i < condition.get().size() && i < end; i++) {
                count += condition.get().get(i) != 0 ? 1 : 0;
            }
            kept = Dim.of(count);
        }
        return Outputs.of(
                node,
                ValueType.tensor(
                        node.type(0),
                        node.hasAttribute("axis")
                                ? Slices.resized(shape, node.attribute("axis", 0L), kept)
                                : Shape.of(kept)));
    }

    private static Cost moving(OpContext node) {
        if (!node.outputBytes().isUnknown()) {
            return Traffic.part(node);
        }
        Dim bytes = node.input(0).bytes();
        return Cost.exact(Dim.of(0), Dim.of(0), node.inputBytes(), bytes)
                .less(Confidence.MODELLED, DATA + "; all of it counted");
    }

    private static List<ValueType> unique(OpContext node) {
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

    private static Cost sorting(OpContext node) {
        Dim elements = node.shape(0).elements();
        Dim flops =
                elements instanceof Dim.Known(long n) && n > 0
                        ? elements.times(64 - Long.numberOfLeadingZeros(n - 1))
                        : elements;
        return Cost.exact(Dim.of(0), flops, node.inputBytes(), node.inputBytes())
                .less(Confidence.MODELLED, "a sort of n log2(n) comparisons; all taken as unique");
    }
}
