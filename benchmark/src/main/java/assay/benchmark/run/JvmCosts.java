package assay.benchmark.run;

import assay.benchmark.measurement.JvmCost;
import assay.benchmark.session.InterfaceCost;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The cost of Java over the processes of one batch size.
final class JvmCosts {

    /// Of one process.
    ///
    /// @param seen inside it; null where there was no time for it
    /// @param pauseSecondsPerRun seen from outside
    record OfFork(
            @Nullable InterfaceCost seen,
            @Nullable Double allocatedBytesPerRun,
            double pauseSecondsPerRun) {}

    private JvmCosts() {}

    /// Medians over processes; pauses, which are rare, as their mean.
    static JvmCost of(List<OfFork> forks) {
        SortedMap<String, String> unknown = new TreeMap<>();
        List<InterfaceCost> seen =
                forks.stream().map(OfFork::seen).filter(Objects::nonNull).toList();
        String why = seen.isEmpty() ? "the budget left no time for it" : "";
        return new JvmCost(
                figure("callSeconds", seen, InterfaceCost::callSeconds, why, unknown),
                figure(
                        "tensorBuildSeconds",
                        seen,
                        InterfaceCost::tensorBuildSeconds,
                        why.isEmpty() ? "an input is not made over memory of the caller" : why,
                        unknown),
                figure(
                        "readBackSeconds",
                        seen,
                        InterfaceCost::readBackSeconds,
                        why.isEmpty() ? "an output has no fixed size" : why,
                        unknown),
                figure(
                        "allocatedBytes",
                        forks,
                        OfFork::allocatedBytesPerRun,
                        "the virtual machine does not count what a thread allocates",
                        unknown),
                forks.stream().mapToDouble(OfFork::pauseSecondsPerRun).average().orElse(0),
                unknown);
    }

    private static <T> @Nullable Double figure(
            String name,
            List<T> forks,
            Function<T, @Nullable Double> figure,
            String why,
            SortedMap<String, String> unknown) {
        double[] known =
                forks.stream()
                        .map(figure)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        if (known.length == 0) {
            unknown.put(name, why);
            return null;
        }
        Arrays.sort(known);
        return known[known.length / 2];
    }
}
