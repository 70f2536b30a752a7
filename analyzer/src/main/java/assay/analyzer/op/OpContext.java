package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// All that an operator may know of the node that it stands in.
public interface OpContext {

    Node node();

    /// Version of the operator set that the model imports for this node's domain.
    int opset();

    /// Type of input `index`; unknown with the reason `absent` where it is left out or beyond the
    /// last.
    ValueType input(int index);

    /// Elements of input `index`, where they are known during analysis.
    Optional<TensorValue> value(int index);

    /// True when input `index` is stored in the model (an initializer or a constant), whatever its
    /// size.
    boolean isStored(int index);

    /// Type of output `index`, known to [Op#cost] and [Op.Folding#fold] only.
    ValueType output(int index);

    /// Looks into the body held by a graph attribute (`then_branch`, `body`), given the types of
    /// its inputs. The body sees the values of the graphs around it. Unknown outputs where there is
    /// no such attribute.
    Body body(String attribute, List<ValueType> inputs, List<Optional<TensorValue>> values);

    /// Channels to a block in the layout of `com.microsoft.nchwc`, where the graph tells.
    OptionalLong channelBlock();

    /// This node with bodies that cost what their convolutions, matrix products and recurrences
    /// cost.
    OpContext coreOnly();

    /// Notes that the node contradicts itself (`data has 64 channels, weight expects 32`). The
    /// analysis goes on.
    void conflict(String what);

    /// Notes that the node can only run where two dims are the same number. Nothing is noted where
    /// they are equal already, one is unknown, or both are numbers: that is a [#conflict].
    void agree(Dim a, Dim b);

    /// A body as far as it is known.
    ///
    /// @param outputs types of its outputs
    /// @param values values of its outputs, where they are known
    /// @param cost cost of one run
    /// @param core the part of its MACs in convolutions, matrix products and recurrences themselves
    /// @param contradictions why it cannot run, given these inputs; empty when nothing speaks
    ///   against it. Those of a branch are for its operator to note, those of other bodies have
    ///   been noted
    record Body(
            List<ValueType> outputs,
            List<Optional<TensorValue>> values,
            Cost cost,
            Dim core,
            List<String> contradictions) {
        public Body {
            outputs = List.copyOf(outputs);
            values = List.copyOf(values);
            contradictions = List.copyOf(contradictions);
        }

        /// A body of which nothing is known.
        public static Body unknown(String because) {
            return new Body(
                    List.of(), List.of(), Cost.unknown(because), Dim.unknown(because), List.of());
        }

        /// This body with the cost of its convolutions, matrix products and recurrences alone.
        public Body coreOnly() {
            return new Body(
                    outputs,
                    values,
                    Cost.exact(core, Dim.of(0), Dim.of(0), Dim.of(0)),
                    core,
                    contradictions);
        }
    }

    /// Number of inputs, trailing absent ones included.
    default int inputCount() {
        return node().inputs().size();
    }

    default int outputCount() {
        return node().outputs().size();
    }

    default boolean hasInput(int index) {
        return index < inputCount() && !node().inputs().get(index).isEmpty();
    }

    default boolean hasOutput(int index) {
        return index < outputCount() && !node().outputs().get(index).isEmpty();
    }

    default Shape shape(int index) {
        return input(index).shape();
    }

    default ElementType type(int index) {
        return input(index).elementType();
    }

    default boolean hasAttribute(String name) {
        return node().attributes().containsKey(name);
    }

    default long attribute(String name, long otherwise) {
        return node().attributes().get(name) instanceof Attribute.Int(long value)
                ? value
                : otherwise;
    }

    default double attribute(String name, double otherwise) {
        return node().attributes().get(name) instanceof Attribute.Real(double value)
                ? value
                : otherwise;
    }

    default String attribute(String name, String otherwise) {
        return node().attributes().get(name) instanceof Attribute.Text(String value)
                ? value
                : otherwise;
    }

    /// The integers of a list attribute; empty when there is none.
    default Optional<List<Long>> attributeInts(String name) {
        return node().attributes().get(name) instanceof Attribute.Ints(List<Long> values)
                ? Optional.of(values)
                : Optional.empty();
    }

    /// Integer elements of input `index`, in row-major order, where they are known; single ones may
    /// be symbolic.
    default Optional<List<Dim>> integers(int index) {
        return value(index).orElse(null) instanceof TensorValue.Integers integers
                ? Optional.of(integers.elements())
                : Optional.empty();
    }

    /// Axes or sizes that older operator sets give as an attribute and newer ones as an input, as
    /// plain numbers.
    default Optional<List<Long>> integers(String attribute, int input) {
        if (hasAttribute(attribute)) {
            return attributeInts(attribute);
        }
        List<Long> known = new ArrayList<>();
        for (Dim element : integers(input).orElse(List.of(Dim.unknown("absent")))) {
            if (element.number().isEmpty()) {
                return Optional.empty();
            }
            known.add(element.number().getAsLong());
        }
        return Optional.of(known);
    }

    /// Bytes of all present inputs, each read once.
    default Dim inputBytes() {
        List<Dim> bytes = new ArrayList<>(inputCount());
        for (int i = 0; i < inputCount(); i++) {
            if (hasInput(i)) {
                bytes.add(input(i).bytes());
            }
        }
        return Dim.sum(bytes);
    }

    /// Bytes of all present outputs, each written once.
    default Dim outputBytes() {
        if (outputCount() == 1 && hasOutput(0)) {
            return output(0).bytes();
        }
        List<Dim> bytes = new ArrayList<>(outputCount());
        for (int i = 0; i < outputCount(); i++) {
            if (hasOutput(i)) {
                bytes.add(output(i).bytes());
            }
        }
        return Dim.sum(bytes);
    }
}
