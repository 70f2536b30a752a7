package assay.analyzer.tensor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Type of anything that flows along an edge of a graph.
public sealed interface ValueType {

    /// A dense tensor.
    record TensorType(ElementType elementType, Shape shape) implements ValueType {
        @Override
        public String toString() {
            return elementType + shape.toString();
        }
    }

    /// A sparse tensor; its shape is that of the dense tensor it stands for.
    record SparseTensorType(ElementType elementType, Shape shape) implements ValueType {}

    /// A list whose members have one element type.
    ///
    /// @param element what is common to all members: a dim that differs among them is unknown
    /// @param members type of each member, where their number is known; else null
    record SequenceType(ValueType element, @Nullable List<ValueType> members) implements ValueType {
        public SequenceType {
            members = members == null ? null : List.copyOf(members);
        }

        /// A list of unknown length.
        public SequenceType(ValueType element) {
            this(element, null);
        }

        /// This list with another type in the place of each.
        public SequenceType mapped(UnaryOperator<ValueType> change) {
            return new SequenceType(
                    change.apply(element),
                    members == null ? null : members.stream().map(change).toList());
        }
    }

    /// A value that may be missing.
    ///
    /// @param present whether it is there, where that is known; else null
    record OptionalType(ValueType element, @Nullable Boolean present) implements ValueType {
        /// A value of which it is not known whether it is there.
        public OptionalType(ValueType element) {
            this(element, null);
        }
    }

    /// A map from keys of an element type to values.
    record MapType(ElementType key, ValueType value) implements ValueType {}

    /// Nothing is known of the value, and why; also an output that a node does not write (reason
    /// `absent`).
    record UnknownType(String because) implements ValueType {}

    static TensorType tensor(ElementType type, Shape shape) {
        return new TensorType(type, shape);
    }

    static ValueType unknown(String because) {
        return new UnknownType(because);
    }

    /// Element type of a tensor; of a sequence, optional or map that of its innermost tensor; else
    /// undefined.
    default ElementType elementType() {
        return switch (this) {
            case TensorType(ElementType type, Shape _) -> type;
            case SparseTensorType(ElementType type, Shape _) -> type;
            case SequenceType(ValueType element, _) -> element.elementType();
            case OptionalType(ValueType element, _) -> element.elementType();
            case MapType(ElementType _, ValueType value) -> value.elementType();
            case UnknownType _ -> ElementType.UNDEFINED;
        };
    }

    /// Shape of a tensor; of a sequence or optional that of its elements; else unranked.
    default Shape shape() {
        return switch (this) {
            case TensorType(ElementType _, Shape shape) -> shape;
            case SparseTensorType(ElementType _, Shape shape) -> shape;
            case SequenceType(ValueType element, _) -> element.shape();
            case OptionalType(ValueType element, _) -> element.shape();
            case MapType(ElementType _, ValueType value) -> value.shape();
            case UnknownType(String because) -> Shape.unranked(because);
        };
    }

    /// True when the rank or a dim is unknown; a symbol is none.
    default boolean isOpen() {
        return !shape().isRanked() || shape().dims().stream().anyMatch(Dim::isUnknown);
    }

    /// The type without its shape: `float32`, `sparse(float32)`, `seq(int64)`,
    /// `map(string,float32)`; `undefined` where nothing is known.
    default String label() {
        return switch (this) {
            case TensorType(ElementType type, Shape _) -> type.numpyName();
            case SparseTensorType(ElementType type, Shape _) -> "sparse(" + type.numpyName() + ")";
            case SequenceType(ValueType element, _) -> "seq(" + element.label() + ")";
            case OptionalType(ValueType element, _) -> "optional(" + element.label() + ")";
            case MapType(ElementType key, ValueType value) ->
                    "map(" + key.numpyName() + "," + value.label() + ")";
            case UnknownType _ -> "undefined";
        };
    }

    /// Bytes of a dense tensor; unknown for everything whose size no shape tells.
    default Dim bytes() {
        return switch (this) {
            case TensorType(ElementType type, Shape shape) ->
                    type == ElementType.STRING
                            ? Dim.unknown("strings have no fixed size")
                            : type == ElementType.UNDEFINED
                                    ? Dim.unknown("element type unknown")
                                    : type.bytes(shape.elements());
            case SparseTensorType _ -> Dim.unknown("a sparse tensor's size depends on its data");
            case SequenceType(ValueType _, List<ValueType> members) ->
                    members == null
                            ? Dim.unknown("a sequence's length depends on its data")
                            : Dim.sum(members.stream().map(ValueType::bytes).toList());
            case OptionalType(ValueType element, _) -> element.bytes();
            case MapType _ -> Dim.unknown("a map's size depends on its data");
            case UnknownType(String because) -> Dim.unknown(because);
        };
    }

    /// This type with numbers in the place of symbols.
    default ValueType bind(Bindings bindings) {
        return switch (this) {
            case TensorType(ElementType type, Shape shape) ->
                    new TensorType(type, shape.bind(bindings));
            case SparseTensorType(ElementType type, Shape shape) ->
                    new SparseTensorType(type, shape.bind(bindings));
            case SequenceType sequence -> sequence.mapped(type -> type.bind(bindings));
            case OptionalType(ValueType element, Boolean present) ->
                    new OptionalType(element.bind(bindings), present);
            case MapType(ElementType key, ValueType value) ->
                    new MapType(key, value.bind(bindings));
            case UnknownType _ -> this;
        };
    }
}
