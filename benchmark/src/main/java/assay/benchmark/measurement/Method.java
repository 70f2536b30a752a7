package assay.benchmark.measurement;

import java.util.List;

/// How was measured, enough to repeat it.
///
/// @param budget `quick`, `default`, `thorough`, or seconds as given
/// @param budgetSeconds wall time allowed
/// @param usedSeconds wall time used so far
/// @param rounds rounds begun
/// @param roundOrders batch sizes in the order measured, for each round
/// @param seed of inputs, orders and bootstrap
/// @param intervalTarget half-width of the median's interval aimed at, relative
/// @param warmupTolerance by how much windows may differ for a warm-up to end, relative
/// @param stopped why it ended, in words; `running` while it has not
/// @param unmet conditions of the aim that were not met when it ended, one sentence each
/// @param jvmArguments of the measuring processes
public record Method(
        String budget,
        double budgetSeconds,
        double usedSeconds,
        int rounds,
        List<List<Long>> roundOrders,
        long seed,
        double intervalTarget,
        double warmupTolerance,
        String stopped,
        List<String> unmet,
        List<String> jvmArguments) {

    public Method {
        roundOrders = List.copyOf(roundOrders);
        unmet = unmet == null ? List.of() : List.copyOf(unmet);
        jvmArguments = List.copyOf(jvmArguments);
    }
}
