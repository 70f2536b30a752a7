package assay.benchmark.measurement;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// ONNX Runtime's own profile of one batch size, taken in a pass of its own: profiling slows the
/// runs, so these are shares, not latencies. On CUDA the times are those of launching.
///
/// @param runs profiled, after warm-up runs that are not in it
/// @param runSeconds median of a whole run while profiled
/// @param nodeSeconds sum over nodes
/// @param nodes in order of execution
/// @param operators by time, longest first
/// @param placement nodes by provider
/// @param arenaPeakBytes largest memory in use in the runtime's arena, weights included; 0 where
///   the arena is off
/// @param arenaHeldBytes largest memory that the arena held
public record RuntimeProfile(
        long batch,
        int runs,
        double runSeconds,
        double nodeSeconds,
        List<NodeTime> nodes,
        List<OperatorTime> operators,
        SortedMap<String, Integer> placement,
        long arenaPeakBytes,
        long arenaHeldBytes) {

    public RuntimeProfile {
        nodes = List.copyOf(nodes);
        operators = List.copyOf(operators);
        placement = new TreeMap<>(placement);
    }
}
