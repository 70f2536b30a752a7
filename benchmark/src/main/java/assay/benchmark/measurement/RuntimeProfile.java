package assay.benchmark.measurement;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
/// @param workspaceBytes largest scratch memory of any one kernel, as the runtime counts it; null
///   where it does not tell
public record RuntimeProfile(
        long batch,
        int runs,
        double runSeconds,
        double nodeSeconds,
        List<NodeTime> nodes,
        List<OperatorTime> operators,
        SortedMap<String, Integer> placement,
        long arenaPeakBytes,
        long arenaHeldBytes,
        @Nullable Long workspaceBytes) {

    /// The same with the scratch memory of its kernels.
    public RuntimeProfile withWorkspace(@Nullable Long bytes) {
        return new RuntimeProfile(
                batch,
                runs,
                runSeconds,
                nodeSeconds,
                nodes,
                operators,
                placement,
                arenaPeakBytes,
                arenaHeldBytes,
                bytes);
    }

    public RuntimeProfile {
        nodes = List.copyOf(nodes);
        operators = List.copyOf(operators);
        placement = new TreeMap<>(placement);
    }
}
