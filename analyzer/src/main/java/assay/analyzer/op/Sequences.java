package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.tensor.ValueType.SequenceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Operators that build lists of tensors and take them apart. Members are known one by one as long
/// as their number is; building a list moves no bytes, taking a tensor out copies it.
final class Sequences {

    private static final String DIFFER = "differs among the members";

    static final Op CONSTRUCT = new Rule(node -> Outputs.of(node, constructed(node)), Work.none());
    static final Op EMPTY = new Rule(node -> Outputs.of(node, empty(node)), Work.none());
    static final Op INSERT = new Rule(node -> Outputs.of(node, inserted(node)), Work.none());
    static final Op ERASE = new Rule(node -> Outputs.of(node, erased(node)), Work.none());
    static final Op AT = new Rule(node -> Outputs.of(node, taken(node)), Traffic::part);
    static final Op LENGTH = new Length();

    private Sequences() {}

    /// The list of those members; their common type stands for each.
    static SequenceType of(List<ValueType> members, ElementType ofNone) {
        return members.isEmpty()
                ? new SequenceType(
                        ValueType.tensor(ofNone, Shape.unranked("an empty list")), members)
                : new SequenceType(
                        CommonType.ofAll(members, DIFFER),
                        members.size() > TensorValue.MOST_ELEMENTS ? null : members);
    }

    static @Nullable List<ValueType> members(ValueType type) {
        return type instanceof SequenceType(ValueType _, List<ValueType> members) ? members : null;
    }

    private static ValueType constructed(OpContext node) {
        List<ValueType> members = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            members.add(node.input(i));
        }
        return of(members, ElementType.FLOAT32);
    }

    private static ValueType empty(OpContext node) {
        return of(List.of(), ElementTypes.attribute(node, "dtype", ElementType.FLOAT32));
    }

    private static ValueType inserted(OpContext node) {
        ValueType list = node.input(0);
        ValueType added = node.input(1);
        if (!(list instanceof SequenceType(ValueType element, List<ValueType> members))) {
            return list;
        }
        int at = members == null ? -1 : position(node, 2, members.size(), members.size() + 1);
        if (members == null || at < 0) {
            boolean wasEmpty = members != null && members.isEmpty();
            ValueType common = wasEmpty ? added : CommonType.of(element, added, DIFFER);
            return new SequenceType(common, members == null ? null : copies(common, members, 1));
        }
        List<ValueType> longer = new ArrayList<>(members);
        longer.add(at, added);
        return of(longer, added.elementType());
    }

    private static ValueType erased(OpContext node) {
        ValueType list = node.input(0);
        if (!(list instanceof SequenceType(ValueType element, List<ValueType> members))) {
            return list;
        }
        int at = members == null ? -1 : position(node, 1, members.size() - 1, members.size());
        if (members == null || at < 0) {
            return new SequenceType(
                    element,
                    members == null || members.isEmpty() ? null : copies(element, members, -1));
        }
        List<ValueType> shorter = new ArrayList<>(members);
        shorter.remove(at);
        return of(shorter, element.elementType());
    }

    /// What can be said of each member when it is not known which came or went.
    private static List<ValueType> copies(ValueType common, List<ValueType> members, int more) {
        return Collections.nCopies(members.size() + more, common);
    }

    private static ValueType taken(OpContext node) {
        if (!(node.input(0) instanceof SequenceType(ValueType element, List<ValueType> members))) {
            return ValueType.unknown("the input is no sequence");
        }
        int at = members == null ? -1 : position(node, 1, -1, members.size());
        return members == null || at < 0 ? element : members.get(at);
    }

    /// The place that input `index` names, counted from the front; `otherwise` where that input is
    /// left out; -1 where it is not known or lies outside.
    private static int position(OpContext node, int index, int otherwise, int places) {
        if (!node.hasInput(index)) {
            return otherwise;
        }
        if (!(Folds.integer(node.value(index)).orElse(null) instanceof Dim.Known(long at))) {
            return -1;
        }
        // an insertion may count from behind the last member, an erasure from the last
        long members = index == 2 ? places - 1L : places;
        long place = at < 0 ? at + members : at;
        if (place < 0 || place >= places) {
            node.conflict("position " + at + " lies outside a sequence of " + members);
            return -1;
        }
        return (int) place;
    }

    /// `SequenceLength`: a scalar.
    private record Length() implements Op.Folding {

        @Override
        public List<ValueType> infer(OpContext node) {
            return Outputs.of(node, ValueType.tensor(ElementType.INT64, Shape.scalar()));
        }

        @Override
        public Cost cost(OpContext node) {
            return Cost.FREE;
        }

        @Override
        public Optional<List<TensorValue>> fold(OpContext node) {
            List<ValueType> members = members(node.input(0));
            return members == null
                    ? Optional.empty()
                    : Optional.of(List.of(TensorValue.scalar(Dim.of(members.size()))));
        }
    }
}
