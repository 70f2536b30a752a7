package assay.benchmark.measurement;

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

    double[] medians() {
        return all.stream().mapToDouble(Fork::p50Seconds).toArray();
    }

    /// The median process's median.
    double median() {
        double[] sorted = medians();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /// By how much the slowest process's median exceeds the fastest's, as a share.
    double range() {
        double[] sorted = medians();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] / sorted[0] - 1;
    }
}
