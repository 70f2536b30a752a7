package assay.benchmark.measurement;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One distinct kernel of the optimised graph and what one execution of it takes: the slope between
/// a model that holds it `copies` times and one that holds it twice as often. The launch of the
/// node is included, the run of a session is not.
///
/// @param operator with its domain, such as `com.microsoft.FusedGemm`
/// @param inputs types and shapes as `float32[1,3,224,224]`; weights are marked `weight`, left-out
///   inputs are empty
/// @param outputs likewise
/// @param nodes of the optimised graph that are this kernel
/// @param chained whether each copy read what the one before wrote; else all read one input
/// @param seconds from the fastest runs
/// @param medianSeconds from the medians
/// @param profileSeconds mean of these nodes' fastest runs in the runtime's own profile, to the
///   microsecond
public record KernelTime(
        String operator,
        SortedMap<String, String> attributes,
        List<String> inputs,
        List<String> outputs,
        List<String> nodes,
        int copies,
        boolean chained,
        double seconds,
        double medianSeconds,
        double profileSeconds) {

    public KernelTime {
        attributes = new TreeMap<>(attributes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
    }
}
