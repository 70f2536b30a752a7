package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.tensor.ValueType.OptionalType;
import assay.analyzer.tensor.ValueType.UnknownType;
import java.util.List;
import java.util.Optional;

/// Operators that wrap a value that may be missing, and unwrap it. All are bookkeeping.
final class Optionals {

    static final Op WRAP = new Rule(node -> Outputs.of(node, wrapped(node)), Work.none());
    static final Op GET = new Rule(node -> Outputs.of(node, content(node)), Work.none());
    static final Op HAS = new Has();

    private Optionals() {}

    private static ValueType wrapped(OpContext node) {
        if (node.hasInput(0)) {
            return new OptionalType(node.input(0), true);
        }
        return node.node().attributes().get("type") instanceof Attribute.Type(ValueType type)
                ? new OptionalType(type, false)
                : ValueType.unknown("an Optional without input or type");
    }

    private static ValueType content(OpContext node) {
        return node.input(0) instanceof OptionalType(ValueType element, _)
                ? element
                : node.input(0);
    }

    /// True for a tensor or a list, false for an input left out; an optional may be either.
    private record Has() implements Op.Folding {

        @Override
        public List<ValueType> infer(OpContext node) {
            return Outputs.of(node, ValueType.tensor(ElementType.BOOL, Shape.scalar()));
        }

        @Override
        public Cost cost(OpContext node) {
            return Cost.FREE;
        }

        @Override
        public Optional<List<TensorValue>> fold(OpContext node) {
            ValueType type = node.input(0);
            if (node.hasInput(0) && type instanceof OptionalType(_, Boolean present)) {
                return present == null
                        ? Optional.empty()
                        : Optional.of(List.of(Folds.truth(present)));
            }
            return node.hasInput(0) && type instanceof UnknownType
                    ? Optional.empty()
                    : Optional.of(List.of(Folds.truth(node.hasInput(0))));
        }
    }
}
