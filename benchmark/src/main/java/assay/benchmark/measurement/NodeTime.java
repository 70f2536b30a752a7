package assay.benchmark.measurement;

import java.util.List;

/// One node of the optimised graph in ONNX Runtime's own profile.
///
/// @param name as in the optimised graph
/// @param operator its type there, such as `FusedGemm`
/// @param provider that ran it, such as `CPUExecutionProvider`
/// @param seconds median over runs of its time in one run, all its executions together; to the
///   microsecond, as the runtime records it
/// @param executions in one run: more than 1 inside a loop
/// @param inputs types and shapes, as `float[1,3,224,224]`
/// @param outputs likewise
public record NodeTime(
        String name,
        String operator,
        String provider,
        double seconds,
        double executions,
        List<String> inputs,
        List<String> outputs) {

    public NodeTime {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
