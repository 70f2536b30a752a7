package assay.benchmark.replay;

import assay.benchmark.session.InputSpec;
import java.util.List;
import java.util.Map;

/// What a replaying process is to do, handed over as a file.
///
/// @param kernelSeconds for each distinct kernel
/// @param budgetSeconds for all of it
record ReplayPlan(
        String model,
        String provider,
        Map<String, String> options,
        long batch,
        List<InputSpec> inputs,
        double kernelSeconds,
        double budgetSeconds) {

    static final String FILE = "replay-plan.json";
    static final String RESULT = "replay.json";
    static final String ERROR = "replay-error.txt";

    ReplayPlan {
        options = Map.copyOf(options);
        inputs = List.copyOf(inputs);
    }
}
