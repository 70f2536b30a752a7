package assay.analyzer.onnx;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model to be written: everything but the elements of its weights, which are made while writing.
///
/// @param opsets version of each operator set, by domain; empty for ONNX's own
/// @param weightsAreInputs lists the weights among the graph's inputs too, as IR versions below 4
///   demand
public record ModelSpec(
        String name,
        String producer,
        int irVersion,
        Map<String, Integer> opsets,
        List<ValueSpec> inputs,
        List<ValueSpec> outputs,
        List<NodeSpec> nodes,
        List<WeightSpec> weights,
        boolean weightsAreInputs) {
    public ModelSpec {
        opsets = Map.copyOf(opsets);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        weights = List.copyOf(weights);
    }

    /// Learned elements: without running statistics, index tables and masks.
    public long parameters() {
        return elements(WeightSpec.Role.PARAMETER);
    }

    /// Elements of all weights of that role.
    public long elements(WeightSpec.Role role) {
        long sum = 0;
        for (WeightSpec weight : weights) {
            if (weight.role() == role) {
                sum += weight.elements();
            }
        }
        return sum;
    }

    /// Bytes of all weights.
    public long weightBytes() {
        long sum = 0;
        for (WeightSpec weight : weights) {
            sum += weight.bytes();
        }
        return sum;
    }

    /// How many nodes of each operator the graph has.
    public SortedMap<String, Integer> operators() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (NodeSpec node : nodes) {
            counts.merge(node.operator(), 1, Integer::sum);
        }
        return counts;
    }
}
