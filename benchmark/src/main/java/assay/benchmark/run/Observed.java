package assay.benchmark.run;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Fork;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What telemetry says of one batch size over all its forks.
///
/// @param clocks mean over forks, in hertz, by name; null where none was read
/// @param energyJoules of one run: all energy over all runs; null where no counter was read
/// @param energyErrorJoules of one run: what the counters' steps leave open, added over processes
/// @param deviceMemoryBytes the largest; null where no device was watched
record Observed(
        @Nullable SortedMap<String, Double> clocks,
        @Nullable Double energyJoules,
        @Nullable Double energyErrorJoules,
        @Nullable Long deviceMemoryBytes) {

    /// Puts the reasons of what is null into `unknown`.
    static Observed of(List<Fork> forks, Map<String, String> unknown) {
        SortedMap<String, Double> clocks = new TreeMap<>();
        double joules = 0;
        double error = 0;
        long runs = 0;
        Long memory = null;
        for (Fork fork : forks) {
            Conditions conditions = fork.conditions();
            if (conditions != null) {
                conditions
                        .clocksHertz()
                        .forEach((name, hertz) -> clocks.merge(name, hertz, Double::sum));
                Double energy = conditions.energyJoules();
                if (energy != null) {
                    joules += energy;
                    error += Objects.requireNonNullElse(conditions.energyErrorJoules(), 0.0);
                    runs += fork.runs();
                }
                Long held = conditions.deviceMemoryBytes();
                if (held != null && (memory == null || held > memory)) {
                    memory = held;
                }
            }
        }
        clocks.replaceAll((_, sum) -> sum / forks.size());
        if (clocks.isEmpty()) {
            unknown.put("clocks", reason(forks, "clock cpu"));
        }
        if (runs == 0) {
            unknown.put("energyJoules", reason(forks, "energyJoules"));
            unknown.put("energyErrorJoules", reason(forks, "energyJoules"));
        }
        if (memory == null) {
            unknown.put("deviceMemoryBytes", reason(forks, "deviceMemoryBytes"));
        }
        return new Observed(
                clocks.isEmpty() ? null : clocks,
                runs == 0 ? null : joules / runs,
                runs == 0 ? null : error / runs,
                memory);
    }

    private static String reason(List<Fork> forks, String key) {
        Conditions conditions = forks.getFirst().conditions();
        return conditions == null
                ? "nothing was read while it was timed"
                : conditions.unknown().getOrDefault(key, "no reading");
    }
}
