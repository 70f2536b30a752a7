package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Einsum, its operands multiplied from left to right.
///
/// A step over two operands first sums each over the labels that nothing else needs (1 FLOP an
/// element), then multiplies: MACs = the product of all labels' dims where a shared label is summed
/// away, else as many FLOPs.
record Einsum() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape =
                labelled(node)
                        .map(all -> {
                            List<Dim> dims = new ArrayList<>();
                            for (String label : all.output()) {
                                dims.add(
                                        all.dims()
                                                .getOrDefault(label, Dim.unknown("no such label")));
                            }
                            return Shape.of(dims);
                        })
                        .orElse(Shape.unranked("the equation does not fit the operands' shapes"));
        return Outputs.of(node, node.type(0), shape);
    }

    /// @param operands labels of each operand's axes
    /// @param dims the dim that each label stands for
    private record Labelled(
            List<List<String>> operands, List<String> output, Map<String, Dim> dims) {}

    private static Optional<Labelled> labelled(OpContext node) {
        Equation equation = Equation.of(node.attribute("equation", "")).orElse(null);
        if (equation == null || equation.inputs().size() != node.inputCount()) {
            node.conflict("the equation does not name " + node.inputCount() + " operands");
            return Optional.empty();
        }
        List<List<String>> operands = new ArrayList<>();
        Map<String, Dim> dims = new LinkedHashMap<>();
        int widest = 0;
        for (int i = 0; i < node.inputCount(); i++) {
            Shape shape = node.shape(i);
            List<String> labels = Equation.labels(equation.inputs().get(i), shape.rank());
            if (!shape.isRanked() || labels.size() != shape.rank()) {
                return Optional.empty();
            }
            for (int axis = 0; axis < labels.size(); axis++) {
                String label = labels.get(axis);
                Dim before = dims.getOrDefault(label, Dim.of(1));
                dims.put(label, Broadcast.dim(node, before, shape.dim(axis)));
                widest = Math.max(widest, Equation.ellipsisPlace(label));
            }
            operands.add(labels);
        }
        return Optional.of(new Labelled(operands, equation.outputLabels(widest), dims));
    }

    @Override
    public Cost cost(OpContext node) {
        Labelled all = labelled(node).orElse(null);
        if (all == null) {
            return Cost.unknown("the equation does not fit the operands' shapes");
        }
        Dim macs = Dim.of(0);
        Dim vector = Dim.of(0);
        Set<String> done = new LinkedHashSet<>(all.operands().getFirst());
        for (int i = 1; i < all.operands().size(); i++) {
            Set<String> next = new LinkedHashSet<>(all.operands().get(i));
            Set<String> later = new LinkedHashSet<>(all.output());
            all.operands().subList(i + 1, all.operands().size()).forEach(later::addAll);
            vector =
                    vector.plus(summed(done, next, later, all.dims()))
                            .plus(summed(next, done, later, all.dims()));
            Set<String> union = new LinkedHashSet<>(done);
            union.addAll(next);
            Dim products = product(union, all.dims());
            if (union.removeIf(label -> !later.contains(label))) {
                macs = macs.plus(products);
            } else {
                vector = vector.plus(products);
            }
            done = union;
        }
        vector = vector.plus(summed(done, Set.of(), new LinkedHashSet<>(all.output()), all.dims()));
        return Traffic.matrix(node, macs, vector);
    }

    /// Removes from `labels` those that neither `other` nor `later` needs; FLOPs of summing over
    /// them.
    private static Dim summed(
            Set<String> labels, Set<String> other, Set<String> later, Map<String, Dim> dims) {
        Dim elements = product(labels, dims);
        return labels.removeIf(label -> !other.contains(label) && !later.contains(label))
                ? elements
                : Dim.of(0);
    }

    private static Dim product(Set<String> labels, Map<String, Dim> dims) {
        Dim product = Dim.of(1);
        for (String label : labels) {
            product = product.times(dims.getOrDefault(label, Dim.unknown("no such label")));
        }
        return product;
    }
}
