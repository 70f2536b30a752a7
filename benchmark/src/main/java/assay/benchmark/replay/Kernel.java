package assay.benchmark.replay;

import assay.analyzer.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A node of the optimised graph with all that decides how long it takes.
///
/// @param opset version of the operator set of its domain
/// @param outputs as operands; [Operand.Absent] where one is not wanted
/// @param ages for each input what the model reads and writes from the start of the node that
///   writes it to the start of this one, in bytes; 0 for weights and the model's own inputs
record Kernel(Node node, int opset, List<Operand> inputs, List<Operand> outputs, List<Long> ages) {

    private static final Set<String> VIEWS =
            Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Dropout");

    Kernel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        ages = List.copyOf(ages);
    }

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
        return chainInput() >= 0;
    }

    /// The first input that is like the output, by which copies can form a chain; -1 where there is
    /// none.
    int chainInput() {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) instanceof Operand.Activation
                    && inputs.get(i).equals(outputs.getFirst())) {
                return i;
            }
        }
        return -1;
    }

    /// Whether its output is its input under another shape: no byte is read or written.
    boolean isView() {
        return VIEWS.contains(node.qualifiedOperator());
    }

    /// Bytes that a copy touches and the one before it in its lane has not: all, less the value
    /// that flows along the chain, or less the output, whose memory is free again where nothing
    /// reads it.
    long freshBytes() {
        Operand shared = chains() ? inputs.get(chainInput()) : outputs.getFirst();
        return Math.max(1, touchedBytes() - shared.bytes());
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
