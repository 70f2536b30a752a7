package assay.benchmark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long MS = 1_000_000;
    private static final long WATCHED = 77;

    @Test
    void aCounterIsCutAtTheWindowsEdgesWithItsStepAsError() {
        // Samples every 100 ms; the energy counter stands still in the second interval.
        var timeline = energies(0, 30, 30, 60);
        var energy = timeline.window(50 * MS, 250 * MS).gpus().getFirst().energyJoules();
        // At 50 ms: 15 J; at 250 ms: 45 J; difference 30 J, known to one step of 30 J.
        assertThat(energy).isEqualTo(Reading.known(new Difference(30, 30)));
    }

    @Test
    void aWindowBeyondTheSamplesHasNoDifference() {
        var window = energies(0, 30, 60).window(50 * MS, 201 * MS);
        assertThat(window.gpus().getFirst().energyJoules())
                .isEqualTo(Reading.missing("the samples do not surround the window"));
        assertThat(window.samples()).isEqualTo(2); // at 100 and 200 ms
    }

    @Test
    void aCounterThatWasResetHasNoDifference() {
        assertThat(energies(50, 60, 5, 15).window(0, 300 * MS).gpus().getFirst().energyJoules())
                .isEqualTo(Reading.missing("the counter was reset in the window"));
    }

    @Test
    void aMissingQuantityKeepsItsReason() {
        var timeline =
                new Timeline(
                        List.of(
                                sample(0, host(0, 0, 0, 0, 0), gpu(1)),
                                sample(100 * MS, host(0, 0, 0, 0, 0), gpu(1))),
                        WATCHED);
        assertThat(timeline.window(0, 100 * MS).gpus().getFirst().energyJoules())
                .isEqualTo(Reading.missing("this GPU does not support it"));
    }

    @Test
    void foreignLoadIsWhatNeitherTheTimedNorTheSamplingProcessDid() {
        // In 2 s two cores give 4 core-seconds: 3 busy, 0.4 stolen, 0.6 idle; the timed process did
        // 1.5 and the sampler 0.1 of the busy ones, so others did 1.4 in 2 s = 0.7 cores.
        var timeline =
                new Timeline(
                        List.of(
                                sample(0, host(100, 10, 200, 5, 1)),
                                sample(2000 * MS, host(103, 10.4, 204, 6.5, 1.1))),
                        WATCHED);
        var host = timeline.window(0, 2000 * MS).host();
        assertThat(host.foreignCores().orElse(-1.0)).isCloseTo(0.7, within(1e-9));
        assertThat(host.watchedCores().orElse(-1.0)).isCloseTo(0.75, within(1e-9));
        assertThat(host.stolenShare().orElse(-1.0)).isCloseTo(0.1, within(1e-9)); // 0.4 / 4
    }

    @Test
    void clocksThrottlingAndNeighboursOfAGpu() {
        var timeline =
                new Timeline(
                        List.of(
                                sample(0, host(0, 0, 0, 0, 0), gpu(2.5e9, ThrottleReason.IDLE)),
                                sample(
                                        100 * MS,
                                        host(0, 0, 0, 0, 0),
                                        gpu(2.4e9, ThrottleReason.POWER_CAP)),
                                sample(
                                        200 * MS,
                                        host(0, 0, 0, 0, 0),
                                        gpu(2.0e9, ThrottleReason.POWER_CAP))),
                        WATCHED);
        var gpu = timeline.window(0, 200 * MS).gpus().getFirst();
        // (2.5 + 2.4 + 2.0) / 3 = 2.3 GHz
        var clock = gpu.smHertz().orElse(new Spread(0, 0, 0, 0));
        assertThat(clock.mean()).isCloseTo(2.3e9, within(1.0));
        assertThat(clock.min()).isEqualTo(2.0e9);
        assertThat(clock.max()).isEqualTo(2.5e9);
        assertThat(gpu.throttleShares().orElse(Map.of()))
                .containsEntry(ThrottleReason.IDLE, 1.0 / 3)
                .containsEntry(ThrottleReason.POWER_CAP, 2.0 / 3)
                .hasSize(2);
        // The counter moved by 0.1 s for each 0.1 GHz below 2.5: from 0 to 0.5 s, at most 0.4 a
        // step.
        var throttled =
                gpu.throttleSeconds().getOrDefault(ThrottleCounter.POWER, Reading.missing(""));
        assertThat(throttled.orElse(new Difference(0, 0)).value()).isCloseTo(0.5, within(1e-6));
        assertThat(throttled.orElse(new Difference(0, 0)).error()).isCloseTo(0.4, within(1e-6));
        assertThat(gpu.foreignProcesses()).isEqualTo(Reading.known(Set.of(4242L)));
        assertThat(gpu.foreignShare().orElse(-1.0)).isCloseTo(0.3, within(1e-9));
        assertThat(gpu.watchedBytes().map(Spread::max)).isEqualTo(Reading.known(1000.0));
    }

    @Test
    void whereTheDriverListsIdsOfAnotherNamespaceNoneIsCalledForeign() {
        long listedUnderAnotherId = WATCHED + 1;
        var timeline =
                new Timeline(
                        List.of(sample(0, host(0, 0, 0, 0, 0), gpu(2.5e9, ThrottleReason.IDLE))),
                        listedUnderAnotherId);
        var gpu = timeline.window(0, MS).gpus().getFirst();
        assertThat(gpu.foreignProcesses().describe()).contains("does not list the timed process");
        assertThat(gpu.foreignShare().describe()).contains("does not list the timed process");
    }

    @Test
    void theProcessThatMeasuresIsNotForeign() {
        long own = ProcessHandle.current().pid();
        var reading = gpu(2.5e9, ThrottleReason.IDLE);
        var seen = new ArrayList<>(reading.processes().orElse(List.of()));
        seen.add(new GpuProcess(own, Reading.known(300L), false));
        var timeline =
                new Timeline(
                        List.of(sample(0, host(0, 0, 0, 0, 0), withProcesses(reading, seen))),
                        WATCHED);
        assertThat(timeline.window(0, MS).gpus().getFirst().foreignProcesses())
                .isEqualTo(Reading.known(Set.of(4242L)));
    }

    private static GpuReading withProcesses(GpuReading reading, List<GpuProcess> processes) {
        return new GpuReading(
                reading.memoryUsedBytes(),
                reading.smHertz(),
                reading.memoryHertz(),
                reading.powerWatts(),
                reading.energyJoules(),
                reading.celsius(),
                reading.utilization(),
                reading.memoryUtilization(),
                reading.throttle(),
                reading.throttleSeconds(),
                Reading.known(processes),
                reading.smShares(),
                reading.pcieGeneration(),
                reading.pcieWidth());
    }

    @Test
    void anEmptyTimelineHasReasonsOnly() {
        var host = new Timeline(List.of(), 0).window(0, MS).host();
        assertThat(host.foreignCores()).isEqualTo(Reading.missing("nothing was sampled"));
        assertThat(host.cpuHertz()).isEqualTo(Reading.missing("nothing was sampled"));
    }

    private static Timeline energies(double... joules) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < joules.length; i++) {
            samples.add(sample(i * 100 * MS, host(0, 0, 0, 0, 0), energy(joules[i])));
        }
        return new Timeline(samples, WATCHED);
    }

    private static Sample sample(long epochNanos, HostReading host, GpuReading... gpus) {
        return new Sample(epochNanos, host, List.of(gpus));
    }

    private static HostReading host(
            double busy, double stolen, double total, double watched, double sampler) {
        return new HostReading(
                Reading.known(busy),
                Reading.known(stolen),
                Reading.known(total),
                Reading.known(3e9),
                Reading.known(0.5),
                Reading.missing("this system shows no RAPL counters"),
                Reading.known(sampler),
                new ProcessReading(Reading.known(1L), Reading.known(2L), Reading.known(watched)));
    }

    private static GpuReading energy(double joules) {
        return reading(2e9, Reading.known(joules), EnumSet.noneOf(ThrottleReason.class));
    }

    private static GpuReading gpu(double hertz, ThrottleReason... reasons) {
        return reading(hertz, Reading.missing("this GPU does not support it"), Set.of(reasons));
    }

    private static GpuReading reading(
            double hertz, Reading<Double> joules, Set<ThrottleReason> reasons) {
        var throttle = new EnumMap<ThrottleCounter, Reading<Double>>(ThrottleCounter.class);
        throttle.put(ThrottleCounter.POWER, Reading.known((2.5e9 - hertz) / 1e9));
        return new GpuReading(
                Reading.known(5000L),
                Reading.known(hertz),
                Reading.known(10e9),
                Reading.known(200.0),
                joules,
                Reading.known(60),
                Reading.known(0.9),
                Reading.known(0.4),
                Reading.known(reasons),
                throttle,
                Reading.known(
                        List.of(
                                new GpuProcess(WATCHED, Reading.known(1000L), false),
                                new GpuProcess(4242, Reading.known(2000L), false))),
                Reading.known(Map.of(WATCHED, 0.6, 4242L, 0.3)),
                Reading.known(4),
                Reading.known(16));
    }
}
