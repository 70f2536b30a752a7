package assay.benchmark.measurement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The kernels of a model at one batch size, each timed by itself.
///
/// @param clock `wall`, or `processor` where all work is done by one thread: time that others took
///   of its core is then left out
/// @param wholeSeconds fastest device-resident run of the model, timed in turn with the kernels
/// @param wholeMedianSeconds median of the same runs
/// @param profilerSeconds what the runtime's profiler adds to each node that it reports, measured
///   on a chain of tiny nodes; null where a profile holds launch times, and in files of before it
///   was measured
/// @param kernels in order of their first node
/// @param missing nodes that were not timed, and why
public record KernelTimes(
        long batch,
        String clock,
        double wholeSeconds,
        double wholeMedianSeconds,
        @Nullable Double profilerSeconds,
        List<KernelTime> kernels,
        SortedMap<String, String> missing) {

    public KernelTimes {
        kernels = List.copyOf(kernels);
        missing = new TreeMap<>(missing);
    }

    /// Mean of the kernel's nodes in the runtime's profile, each in its fastest run, less what the
    /// profiler adds; 0 where the profile has none.
    public double profileSeconds(KernelTime kernel) {
        double added = profilerSeconds == null ? 0 : profilerSeconds;
        return Math.max(0, kernel.profileSeconds() - added);
    }

    /// Sum over all nodes that were timed.
    public double sumSeconds() {
        double sum = 0;
        for (KernelTime kernel : kernels) {
            sum += kernel.seconds() * kernel.nodes().size();
        }
        return sum;
    }

    /// Seconds by node of the optimised graph.
    public Map<String, Double> secondsByNode() {
        Map<String, Double> seconds = new HashMap<>();
        for (KernelTime kernel : kernels) {
            for (String node : kernel.nodes()) {
                seconds.put(node, kernel.seconds());
            }
        }
        return seconds;
    }
}
