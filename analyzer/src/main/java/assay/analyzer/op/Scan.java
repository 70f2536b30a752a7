package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.op.OpContext.Body;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Runs its body once for each slice of its scan inputs, carrying state along.
///
/// @param batched true for version 8, where every tensor has a batch axis first, slices run along
///   axis 1, and the first input holds sequence lengths
record Scan(boolean batched) implements Op {

    private static final String VARIES = "changes from one iteration to the next";

    @Override
    public List<ValueType> infer(OpContext node) {
        if (scanInputs(node) < 0) {
            return Types.unknown("num_scan_inputs does not fit the inputs").of(node);
        }
        Dim length = length(node);
        Dim batch = node.shape(first()).dim(0);
        Body body = body(node);
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < node.outputCount(); i++) {
            ValueType inner =
                    i < body.outputs().size()
                            ? body.outputs().get(i)
                            : ValueType.unknown("the body has no such output");
            if (i < states(node)) {
                types.add(batched ? Slices.with(inner, 0, batch) : inner);
            } else if (batched) {
                types.add(Slices.with(Slices.with(inner, 0, length), 0, batch));
            } else {
                types.add(
                        Slices.with(
                                inner, axis(node, "scan_output_axes", i - states(node)), length));
            }
        }
        return Outputs.of(node, types);
    }

    @Override
    public Cost cost(OpContext node) {
        if (scanInputs(node) < 0) {
            return Cost.unknown("num_scan_inputs does not fit the inputs");
        }
        Dim runs = batched ? length(node).times(node.shape(first()).dim(0)) : length(node);
        return body(node).cost().times(runs);
    }

    private Body body(OpContext node) {
        List<ValueType> types = new ArrayList<>();
        int states = states(node);
        for (int i = 0; i < states; i++) {
            ValueType state = node.input(first() + i);
            types.add(batched ? Slices.without(state, 0) : state);
        }
        for (int i = 0; i < scanInputs(node); i++) {
            ValueType whole = node.input(first() + states + i);
            types.add(
                    batched
                            ? Slices.without(Slices.without(whole, 0), 0)
                            : Slices.without(whole, axis(node, "scan_input_axes", i)));
        }
        List<Optional<TensorValue>> values = Collections.nCopies(types.size(), Optional.empty());
        Body body = node.body("body", types, values);
        for (int round = 0; round < 4; round++) {
            List<ValueType> wider = new ArrayList<>(types);
            for (int i = 0; i < states; i++) {
                ValueType after =
                        i < body.outputs().size()
                                ? body.outputs().get(i)
                                : ValueType.unknown("the body has no such output");
                ValueType both = CommonType.of(types.get(i), after, VARIES);
                wider.set(
                        i,
                        round < 3 || both.equals(types.get(i)) ? both : ValueType.unknown(VARIES));
            }
            if (wider.equals(types)) {
                break;
            }
            types = wider;
            body = node.body("body", types, values);
        }
        return body;
    }

    /// Number of slices: the size of the scanned axis, which all scan inputs share.
    private Dim length(OpContext node) {
        Dim found = Dim.unknown("there is no scan input");
        for (int i = 0; i < scanInputs(node); i++) {
            Shape shape = node.shape(first() + states(node) + i);
            long axis = batched ? 1 : axis(node, "scan_input_axes", i);
            Dim length = Slices.dim(shape, axis);
            if (found.isUnknown() || (length.isKnown() && !found.isKnown())) {
                found = length;
            } else if (found.isKnown() && length.isKnown() && !found.equals(length)) {
                String what = "scan inputs are " + found + " and " + length + " long";
                node.conflict(what);
                return Dim.unknown(what);
            }
        }
        return found;
    }

    private int first() {
        return batched ? 1 : 0;
    }

    private int scanInputs(OpContext node) {
        long count = node.attribute("num_scan_inputs", 0L);
        return count >= 1 && count <= node.inputCount() - first() ? (int) count : -1;
    }

    private int states(OpContext node) {
        return node.inputCount() - first() - scanInputs(node);
    }

    private static long axis(OpContext node, String attribute, int index) {
        List<Long> axes = node.attributeInts(attribute).orElse(List.of());
        return index < axes.size() ? axes.get(index) : 0;
    }
}
