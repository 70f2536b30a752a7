package assay.benchmark.replay;

import assay.analyzer.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A node of the optimised graph with all that decides how long it takes.
///
/// @param opset version of the operator set of its domain
/// @param outputs as operands; [Operand.Absent] where one is not wanted
/// @param bytesBetween what the model reads and writes from the start of the node that writes the
///   freshest of this one's inputs to the start of this one; 0 where it reads the model's own
///   inputs alone
record Kernel(
        Node node, int opset, List<Operand> inputs, List<Operand> outputs, long bytesBetween) {

    /// Two nodes of one signature take the same time.
    String signature() {
        return node.qualifiedOperator() + attributes() + labels(inputs) + labels(outputs);
    }

    SortedMap<String, String> attributes() {
        SortedMap<String, String> texts = new TreeMap<>();
        node.attributes().forEach((name, value) -> texts.put(name, AttributeCopy.text(value)));
        return texts;
    }

    /// Whether a copy can read what the copy before it wrote.
    boolean chains() {
        return !inputs.isEmpty()
                && inputs.getFirst() instanceof Operand.Activation
                && inputs.getFirst().equals(outputs.getFirst());
    }

    /// Bytes of the weights that each copy has of its own.
    long weightBytes() {
        long bytes = 0;
        for (Operand input : inputs) {
            if (input instanceof Operand.Weight weight && !sharesWeights()) {
                bytes += weight.bytes();
            }
        }
        return bytes;
    }

    /// Bytes that one execution reads and writes; of a table of which a few rows are read, those.
    long touchedBytes() {
        long bytes = 0;
        for (Operand output : outputs) {
            bytes += output.bytes();
        }
        long written = bytes;
        for (Operand input : inputs) {
            bytes += input instanceof Operand.Weight && sharesWeights() ? written : input.bytes();
        }
        return bytes;
    }

    /// Whether copies read one table, since each touches but a few of its rows.
    boolean sharesWeights() {
        return node.operator().startsWith("Gather") || node.operator().startsWith("EmbedLayer");
    }

    static List<String> labels(List<Operand> operands) {
        List<String> labels = new ArrayList<>();
        for (Operand operand : operands) {
            labels.add(operand.label());
        }
        return labels;
    }
}
