package assay.benchmark.run;

import assay.benchmark.session.InputSpec;
import java.util.List;
import java.util.Map;

/// What one measuring process is to do, handed over as a file.
///
/// @param warmupSeconds limit of the warm-up
/// @param warmupTolerance by how much windows may differ for the warm-up to end
/// @param windows timed windows, each at least one run
/// @param windowSeconds length of a window
/// @param spanSeconds for what is timed beside the host-to-host span; 0 for nothing
record ForkPlan(
        String model,
        String provider,
        Map<String, String> options,
        List<InputSpec> inputs,
        long seed,
        double warmupSeconds,
        double warmupTolerance,
        int windows,
        double windowSeconds,
        double spanSeconds) {

    static final String FILE = "plan.json";

    ForkPlan {
        inputs = List.copyOf(inputs);
        options = Map.copyOf(options);
    }
}
