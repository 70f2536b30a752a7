package assay.benchmark.run;

import assay.benchmark.session.InputSpec;
import java.util.List;
import java.util.Map;

/// What the profiling process is to do.
///
/// @param warmups runs left out of the profile, at least 1: the one that shapes the outputs
/// @param runs in the profile
record ProfilePlan(
        String model,
        String provider,
        Map<String, String> options,
        List<InputSpec> inputs,
        long seed,
        long batch,
        int warmups,
        int runs) {

    ProfilePlan {
        inputs = List.copyOf(inputs);
        options = Map.copyOf(options);
    }
}
