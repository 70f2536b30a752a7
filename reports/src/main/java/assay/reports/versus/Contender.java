package assay.reports.versus;

import assay.analyzer.analysis.Analysis;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Contrast;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.RuntimeProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One of the results that are compared.
///
/// @param label what tells it from the others
/// @param analysis of its model; null where only the measurement is at hand
/// @param quality what the user's file says of it; null where it says nothing
public record Contender(
        String label,
        Measurement measurement,
        @Nullable Analysis analysis,
        @Nullable Double quality) {

    /// Labels made of what differs among the results, in the order given: model, device, provider,
    /// precision, options; numbered where that does not tell them apart.
    public static List<String> labels(List<Measurement> all) {
        Set<String> differing = new LinkedHashSet<>();
        for (Measurement other : all) {
            Contrast.between(all.getFirst(), other).forEach(c -> differing.add(c.what()));
        }
        List<String> labels = new ArrayList<>();
        for (Measurement each : all) {
            List<String> parts = new ArrayList<>();
            if (differing.contains("model") || differing.isEmpty()) {
                parts.add(each.model().name());
            }
            if (differing.contains("device")) {
                parts.add(each.device());
            }
            if (differing.contains("provider")) {
                parts.add(each.provider());
            }
            if (differing.contains("precision")) {
                parts.add(each.precision());
            }
            if (differing.contains("options")) {
                parts.add(
                        each.options().isEmpty()
                                ? "default options"
                                : each.options().entrySet().stream()
                                        .map(o -> o.getKey() + "=" + o.getValue())
                                        .collect(Collectors.joining(" ")));
            }
            labels.add(String.join(", ", parts));
        }
        return distinct(labels);
    }

    private static List<String> distinct(List<String> labels) {
        Map<String, Long> counts =
                labels.stream().collect(Collectors.groupingBy(l -> l, Collectors.counting()));
        List<String> distinct = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            distinct.add(counts.getOrDefault(label, 0L) > 1 ? label + " #" + (i + 1) : label);
        }
        return distinct;
    }

    /// The result at that batch size, if it has a latency.
    Optional<BatchResult> at(long batch) {
        return measurement.batches().stream()
                .filter(result -> result.batch() == batch && result.latencySeconds() != null)
                .findFirst();
    }

    /// Seconds of each operator in one run, shares of the runtime's profile scaled to the measured
    /// median; empty where the profile was not taken or holds launch times only.
    SortedMap<String, Double> operators(long batch) {
        SortedMap<String, Double> seconds = new TreeMap<>();
        Optional<BatchResult> result = at(batch);
        Optional<RuntimeProfile> profile =
                measurement.profiles().stream()
                        .filter(p -> p.batch() == batch && p.runSeconds() > 0)
                        .findFirst();
        if (result.isEmpty()
                || result.get().latencySeconds() == null
                || profile.isEmpty()
                || measurement.provider().startsWith("cuda")) {
            return seconds;
        }
        RuntimeProfile taken = profile.get();
        double scale =
                result.get().latencySeconds().p50()
                        / Math.max(taken.runSeconds(), taken.nodeSeconds());
        taken.nodes()
                .forEach(node ->
                        seconds.merge(node.operator(), node.seconds() * scale, Double::sum));
        return seconds;
    }
}
