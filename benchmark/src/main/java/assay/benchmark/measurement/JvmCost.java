package assay.benchmark.measurement;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What running the model from Java costs. Of these, the call, the allocation and the pauses are
/// within the host-to-host latency; building tensors and reading back are beside it.
///
/// @param callSeconds one run through ONNX Runtime's Java interface less one through its C
///   interface, on a model of one small node on the CPU
/// @param tensorBuildSeconds making the model's input tensors over memory that is filled already
/// @param readBackSeconds copying the model's outputs to Java arrays
/// @param allocatedBytes on the Java heap by one run, what the loop around it allocates included
/// @param pauseSeconds time that the virtual machine stood still for collections and other
///   safepoints, per run
/// @param unknown reasons for what is null
public record JvmCost(
        @Nullable Double callSeconds,
        @Nullable Double tensorBuildSeconds,
        @Nullable Double readBackSeconds,
        @Nullable Double allocatedBytes,
        @Nullable Double pauseSeconds,
        SortedMap<String, String> unknown) {

    public JvmCost {
        unknown = new TreeMap<>(unknown);
    }
}
