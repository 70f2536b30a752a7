package assay.reports.cli;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Medians of one model under several settings of the runtime's options, side by side, for a
/// terminal. The first setting is the base of the ratios; which of two is faster is a question for
/// `assay compare --run`, since these were measured one after another.
final class OptionTable {

    private final Map<String, Measurement> settings = new LinkedHashMap<>();

    void add(String label, Measurement measurement) {
        settings.put(label, measurement);
    }

    /// Empty where nothing was measured.
    String text() {
        if (settings.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int width = settings.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        var sizes = new TreeSet<Long>();
        settings.values().forEach(m -> m.batches().forEach(b -> sizes.add(b.batch())));
        Measurement base = settings.values().iterator().next();
        for (long size : sizes) {
            text.append("batch ").append(size).append('\n');
            settings.forEach((label, measurement) -> {
                BatchResult result = batch(measurement, size);
                Double p50 = p50(result);
                text.append(String.format(Locale.ROOT, "  %-" + width + "s", label))
                        .append(
                                String.format(
                                        Locale.ROOT,
                                        "%12s %8s  %s%n",
                                        p50 == null ? "-" : Numbers.text(p50, Unit.SECONDS),
                                        ratio(p50(batch(base, size)), p50),
                                        result == null ? "not measured" : result.verdict()));
            });
        }
        return text.append("Measured one after another; 'assay compare --run' measures in turns.\n")
                .toString();
    }

    private static String ratio(@Nullable Double base, @Nullable Double p50) {
        return base == null || p50 == null ? "-" : Numbers.text(p50 / base, Unit.RATIO);
    }

    private static @Nullable BatchResult batch(Measurement measurement, long size) {
        return measurement.batches().stream()
                .filter(b -> b.batch() == size)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Double p50(@Nullable BatchResult result) {
        Latency latency = result == null ? null : result.latencySeconds();
        return latency == null ? null : Double.valueOf(latency.p50());
    }
}
