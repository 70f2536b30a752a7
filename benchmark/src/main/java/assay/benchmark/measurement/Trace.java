package assay.benchmark.measurement;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What telemetry read through a process's timed span, cut into equal parts, at most [#MOST].
///
/// @param partSeconds length of a part
/// @param values means of the parts in order, to four digits, by what they are of: `smHertz` or
///   `cpuHertz`, `powerWatts`, `celsius`, `utilization`, `foreignCores`. What could not be read in
///   every part is left out
public record Trace(double partSeconds, SortedMap<String, List<Double>> values) {

    /// So that a long process has no more to tell than this.
    public static final int MOST = 24;

    public Trace {
        SortedMap<String, List<Double>> copy = new TreeMap<>();
        values.forEach((name, parts) -> copy.put(name, List.copyOf(parts)));
        values = copy;
    }

    /// The parts of one quantity; empty where it was not read.
    public List<Double> of(String name) {
        return values.getOrDefault(name, List.of());
    }
}
