package assay.benchmark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.telemetry.Interference.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterferencesTest {

    private static final long MS = 1_000_000;

    @Test
    void whatOthersDidBetweenTwoSamplesIsLoad() {
        // In the first 100 ms the timed process did 0.15 and the sampler 0.005 of 0.155 busy
        // core-seconds; in the second 100 ms others did 0.08 of them, 0.8 cores' worth.
        List<Sample> samples =
                List.of(
                        sample(0, 10, 0, 20, 1, 0.1, 2.6e9),
                        sample(100, 10.155, 0, 20.2, 1.15, 0.105, 2.6e9),
                        sample(200, 10.355, 0, 20.4, 1.265, 0.11, 2.6e9));
        assertThat(Interferences.of(samples))
                .containsExactly(new Interference(100 * MS, 200 * MS, Cause.FOREIGN_LOAD));
    }

    @Test
    void stolenTimeIsSeenAsAShareOfAllCores() {
        // 0.01 of 0.2 core-seconds: 5 %
        List<Sample> samples =
                List.of(
                        sample(0, 10, 3, 20, 1, 0.1, 2.6e9),
                        sample(100, 10.1, 3.01, 20.2, 1.1, 0.1, 2.6e9));
        assertThat(Interferences.of(samples))
                .containsExactly(new Interference(0, 100 * MS, Cause.STOLEN_TIME));
    }

    @Test
    void aClockBelowItsUsualIsAChange() {
        // 2.4 of the usual 2.6 GHz: 7.7 % below
        List<Sample> samples =
                List.of(
                        sample(0, 10, 0, 20, 1, 0.1, 2.6e9),
                        sample(100, 10.1, 0, 20.2, 1.1, 0.1, 2.4e9),
                        sample(200, 10.2, 0, 20.4, 1.2, 0.1, 2.6e9));
        assertThat(Interferences.of(samples))
                .containsExactly(new Interference(0, 100 * MS, Cause.CLOCK_CHANGE));
    }

    @Test
    void whatIsNotReadInterferesNowhere() {
        Reading<Double> none = Reading.missing("this system shows no processor times");
        HostReading host =
                new HostReading(none, none, none, none, none, none, none, ProcessReading.none());
        assertThat(
                        Interferences.of(
                                List.of(
                                        new Sample(0, host, List.of()),
                                        new Sample(100 * MS, host, List.of()))))
                .isEmpty();
    }

    private static Sample sample(
            long millis,
            double busy,
            double stolen,
            double total,
            double watched,
            double sampler,
            double hertz) {
        Reading<Double> none = Reading.missing("not read in this test");
        return new Sample(
                millis * MS,
                new HostReading(
                        Reading.known(busy),
                        Reading.known(stolen),
                        Reading.known(total),
                        Reading.known(hertz),
                        none,
                        none,
                        Reading.known(sampler),
                        new ProcessReading(
                                Reading.missing("not read in this test"),
                                Reading.missing("not read in this test"),
                                Reading.known(watched))),
                List.of());
    }
}
