package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Trace;
import assay.benchmark.telemetry.HostReading;
import assay.benchmark.telemetry.ProcessReading;
import assay.benchmark.telemetry.Reading;
import assay.benchmark.telemetry.Sample;
import assay.benchmark.telemetry.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long WATCHED = 77;

    @Test
    void aSpanIsCutIntoPartsThatShowWhatMoved() {
        // One second in parts of a quarter. The clock falls from 2 to 1 GHz after 0.5 s, where the
        // last reading of 2 is: the third part has it and two of 1, mean 4/3. The process works on
        // one core all along, others on half a core in the second half, so all together
        // 1 core-second a second, then 1.5.
        List<Sample> samples = new ArrayList<>();
        for (int i = -1; i <= 11; i++) {
            double seconds = i * 0.1;
            double foreign = Math.max(0, seconds - 0.5) * 0.5;
            samples.add(sample(i, i <= 5 ? 2e9 : 1e9, seconds + foreign, seconds));
        }
        Conditions whole =
                Readings.of(new Timeline(samples, WATCHED), 0, 1000 * MILLISECOND, "no GPU");
        assertThat(whole.foreignCores()).isCloseTo(0.25, within(1e-9));
        Trace trace = whole.trace();
        assertThat(trace).isNotNull();
        assertThat(trace.partSeconds()).isCloseTo(0.25, within(1e-9));
        assertThat(trace.of("cpuHertz")).containsExactly(2e9, 2e9, 1.333e9, 1e9);
        assertThat(trace.of("foreignCores").subList(0, 2)).allMatch(cores -> cores < 1e-9);
        assertThat(trace.of("foreignCores").get(2)).isCloseTo(0.5, within(1e-9));
        assertThat(trace.of("foreignCores").get(3)).isCloseTo(0.5, within(1e-9));
        assertThat(trace.values()).containsOnlyKeys("cpuHertz", "foreignCores");
    }

    @Test
    void aLongSpanHasNoMorePartsThanAShortOne() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i <= 600; i++) {
            samples.add(sample(i, 2e9, i * 0.1, i * 0.1));
        }
        Conditions whole =
                Readings.of(new Timeline(samples, WATCHED), 0, 60_000 * MILLISECOND, "no GPU");
        assertThat(whole.trace().of("cpuHertz")).hasSize(Trace.MOST);
        assertThat(whole.trace().partSeconds()).isCloseTo(60.0 / Trace.MOST, within(1e-6));
    }

    @Test
    void aShortSpanHasNone() {
        List<Sample> samples = List.of(sample(0, 2e9, 0, 0), sample(4, 2e9, 0.4, 0.4));
        assertThat(
                        Readings.of(new Timeline(samples, WATCHED), 0, 400 * MILLISECOND, "no GPU")
                                .trace())
                .isNull();
    }

    private static Sample sample(int tenths, double hertz, double busy, double watched) {
        return new Sample(
                tenths * 100 * MILLISECOND,
                new HostReading(
                        Reading.known(busy),
                        Reading.known(0.0),
                        Reading.known(tenths * 0.2),
                        Reading.known(hertz),
                        Reading.missing("not read"),
                        Reading.missing("not readable"),
                        Reading.known(0.0),
                        new ProcessReading(
                                Reading.known(1L), Reading.known(1L), Reading.known(watched))),
                List.of());
    }
}
