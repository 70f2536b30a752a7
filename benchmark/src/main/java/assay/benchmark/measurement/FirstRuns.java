package assay.benchmark.measurement;

import java.util.List;

/// What a process did before it was timed. None of it is in any latency.
///
/// @param sessionSeconds creating the session
/// @param runSeconds run 1 to n of these shapes in order; run 1 includes what the runtime allocates
///   and searches for a new shape. At most the first 32 are kept
/// @param warmupRuns runs before the timed ones, those in `runSeconds` included
/// @param warmupSeconds what those runs took
/// @param settled whether the warm-up ended because its windows agreed; else it ended at its limit
public record FirstRuns(
        double sessionSeconds,
        List<Double> runSeconds,
        long warmupRuns,
        double warmupSeconds,
        boolean settled) {

    public FirstRuns {
        runSeconds = List.copyOf(runSeconds);
    }
}
