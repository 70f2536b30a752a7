package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SpansTest {

    @Test
    void copiesAreTheDifferenceOfTwoSpans() {
        Spans spans = new Spans();
        spans.add(
                new ResidentReport(
                        1,
                        new TreeMap<>(
                                Map.of(
                                        "device-resident", runs(2_000_000),
                                        "host-to-device", runs(2_600_000),
                                        "device-to-host", runs(1_990_000))),
                        new TreeMap<>()));
        TreeMap<String, String> unknown = new TreeMap<>();
        var latencies = spans.latencies(unknown);
        assertThat(unknown).isEmpty();
        var seconds = Spans.transferSeconds(latencies, unknown);
        // 2.6 ms - 2.0 ms, each to three digits; what comes out below nothing is not known
        assertThat(seconds.get("hostToDevice")).isCloseTo(0.6e-3, within(5e-6));
        assertThat(seconds).containsOnlyKeys("hostToDevice");
        assertThat(unknown)
                .containsEntry("deviceToHost", "it is lost in the noise of the two spans");
    }

    @Test
    void aSpanThatIsMissingHasItsReason() {
        Spans spans = new Spans();
        spans.add(
                new ResidentReport(
                        0,
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("device-resident-graph", "an If node"))));
        TreeMap<String, String> unknown = new TreeMap<>();
        assertThat(spans.latencies(unknown)).isEmpty();
        assertThat(unknown)
                .containsEntry("device-resident-graph", "an If node")
                .containsEntry("device-resident", "it was not reached");
    }

    private static String runs(long nanos) {
        Histogram histogram = Histograms.empty();
        for (int i = 0; i < 11; i++) {
            histogram.recordValue(nanos);
        }
        return Histograms.encode(histogram);
    }
}
