package assay.benchmark.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a session's arena, ONNX Runtime's own allocator, says of itself.
///
/// Values between nodes lie in it, scratch memory of kernels, and outputs that the runtime
/// allocates; on CUDA also the weights, which the CPU provider keeps elsewhere. Inputs and pinned
/// outputs of the caller do not.
///
/// @param inUseBytes given out now
/// @param heldBytes taken from the system or the device
/// @param peakBytes most given out so far
public record ArenaUse(long inUseBytes, long heldBytes, long peakBytes) {

    /// From ONNX Runtime's names, or null where they are missing: no arena is used.
    static @Nullable ArenaUse of(Map<String, Long> statistics) {
        Long inUse = statistics.get("InUse");
        Long held = statistics.get("TotalAllocated");
        Long peak = statistics.get("MaxInUse");
        return inUse == null || held == null || peak == null || held == 0
                ? null
                : new ArenaUse(inUse, held, peak);
    }
}
