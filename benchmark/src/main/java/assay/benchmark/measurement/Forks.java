package assay.benchmark.measurement;

import assay.benchmark.stats.Level;
import java.util.Arrays;
import java.util.List;

/// Processes that measured one batch size, as a comparison sees them.
record Forks(List<Fork> all) {

    int count() {
        return all.size();
    }

    List<Integer> rounds() {
        return all.stream().map(Fork::round).toList();
    }

    /// Those of these rounds, in the order given.
    Forks of(List<Integer> rounds) {
        return new Forks(
                rounds.stream()
                        .flatMap(round ->
                                all.stream().filter(fork -> fork.round() == round).limit(1))
                        .toList());
    }

    /// What each process keeps of its samples, ascending; its median where it keeps none.
    List<double[]> samples() {
        return all.stream()
                .map(fork ->
                        fork.quantileSeconds().isEmpty()
                                ? new double[] {fork.p50Seconds()}
                                : fork.quantileSeconds().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                .toList();
    }

    /// Whether each process keeps samples, so that more than its median is known.
    boolean haveSamples() {
        return all.stream().noneMatch(fork -> fork.quantileSeconds().isEmpty());
    }

    /// Each process's own; the median as it was written, to more digits than the samples kept.
    double[] at(Level level) {
        return switch (level) {
            case TYPICAL -> all.stream().mapToDouble(Fork::p50Seconds).toArray();
            case UNDISTURBED -> samples().stream().mapToDouble(level::of).toArray();
        };
    }

    /// The level of them together.
    double across(Level level) {
        return level.across(at(level));
    }

    /// By how much the slowest process's level exceeds the fastest's, as a share.
    double range(Level level) {
        double[] sorted = at(level);
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] / sorted[0] - 1;
    }
}
