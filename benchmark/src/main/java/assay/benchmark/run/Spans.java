package assay.benchmark.run;

import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The spans of one batch size that were timed through the C interface, over all its processes.
final class Spans {

    private static final Map<String, String> COPIES =
            Map.of(
                    "hostToDevice", Measurement.HOST_TO_DEVICE,
                    "deviceToHost", Measurement.DEVICE_TO_HOST);

    private final SortedMap<String, Histogram> histograms = new TreeMap<>();
    private final SortedMap<String, String> missing = new TreeMap<>();

    Spans() {
        missing.put(Measurement.DEVICE_RESIDENT, "it was not reached");
        COPIES.values().forEach(span -> missing.put(span, "it was not reached"));
    }

    void add(@Nullable ResidentReport report) {
        if (report != null) {
            report.histograms()
                    .forEach((span, text) ->
                            histograms
                                    .computeIfAbsent(span, _ -> Histograms.empty())
                                    .add(Histograms.decode(text)));
            missing.putAll(report.missing());
        }
    }

    /// Their latencies by name; the reasons of those that are missing go into `unknown`.
    SortedMap<String, Latency> latencies(Map<String, String> unknown) {
        SortedMap<String, Latency> latencies = new TreeMap<>();
        histograms.forEach((span, histogram) -> latencies.put(span, Histograms.latency(histogram)));
        missing.forEach((span, why) -> {
            if (!latencies.containsKey(span)) {
                unknown.put(span, why);
            }
        });
        return latencies;
    }

    /// What copies take in a run, as the difference of two medians: the span with them less the
    /// device-resident one. Empty where they were not told apart.
    static SortedMap<String, Double> transferSeconds(
            SortedMap<String, Latency> latencies, Map<String, String> unknown) {
        SortedMap<String, Double> seconds = new TreeMap<>();
        Latency resident = latencies.get(Measurement.DEVICE_RESIDENT);
        COPIES.forEach((copy, span) -> {
            Latency with = latencies.get(span);
            if (resident != null && with != null) {
                double difference = with.p50() - resident.p50();
                if (difference > 0) {
                    seconds.put(copy, difference);
                } else {
                    unknown.put(copy, "it is lost in the noise of the two spans");
                }
            }
        });
        return seconds;
    }
}
