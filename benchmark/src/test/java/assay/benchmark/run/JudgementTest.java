package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.NodeTime;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import assay.benchmark.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which figures lead to which verdict, each with its evidence.
class JudgementTest {

    private static final Interval NARROW = new Interval(0.00995, 0.01005, 0.95, "test");
    private static final double STEADY = 0.02;

    @Test
    void steadyAndUndisturbedIsValid() {
        assertThat(verdict(List.of(fork(), fork(), fork()), NARROW, STEADY, null))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void scatterOrAWideIntervalIsNoisy() {
        List<Fork> forks = List.of(fork(), fork(), fork());
        assertThat(warnings(forks, NARROW, 0.11, null))
                .containsExactly(new Warning.Noisy(0.11, 0.1));
        // half of (10.5 - 9.5) over their middle of 10 ms: 5 %
        Interval wide = new Interval(0.0095, 0.0105, 0.95, "test");
        assertThat(verdict(forks, wide, STEADY, null)).isEqualTo(Verdict.NOISY);
    }

    @Test
    void theMostDisturbedProcessDecidesOnContention() {
        Fork disturbed = fork(0.30, List.of(0.01, 0.01), true, Map.of());
        assertThat(warnings(List.of(fork(), disturbed, fork()), NARROW, STEADY, null))
                .containsExactly(new Warning.Contended(0.30, 0.01));
    }

    @Test
    void kernelsOfOthersOnTheDeviceAreContention() {
        // a twentieth of the time is what others may take
        Fork alone = fork(0.01, List.of(0.01, 0.01), true, Map.of(), 0.05);
        Fork shared = fork(0.01, List.of(0.01, 0.01), true, Map.of(), 0.3);
        assertThat(warnings(List.of(alone, alone, alone), NARROW, STEADY, null)).isEmpty();
        assertThat(warnings(List.of(alone, shared, fork()), NARROW, STEADY, null))
                .containsExactly(new Warning.DeviceShared(0.3));
        assertThat(verdict(List.of(shared, shared, shared), NARROW, STEADY, null))
                .isEqualTo(Verdict.CONTENDED);
    }

    @Test
    void theHarnesssOwnShareIsNoContention() {
        // harnessShare is 0.2 in every fork of this test
        assertThat(fork().harnessShare()).isEqualTo(0.2);
        assertThat(warnings(List.of(fork(), fork(), fork()), NARROW, STEADY, null)).isEmpty();
    }

    @Test
    void fallingWindowsAfterAnUnfinishedWarmUpAreCold() {
        Fork cold = fork(0, List.of(0.012, 0.010), false, Map.of());
        assertThat(warnings(List.of(cold, cold, fork()), NARROW, STEADY, null))
                .containsExactly(new Warning.Cold(0.012, 0.010));
        assertThat(verdict(List.of(cold, fork(), fork()), NARROW, STEADY, null))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void clocksHeldDownAreThrottling() {
        Fork held = fork(0, List.of(0.01, 0.01), true, Map.of("power", 0.4, "thermal", 0.1));
        List<Warning> warnings = warnings(List.of(fork(), held, fork()), NARROW, STEADY, null);
        assertThat(warnings).containsExactly(new Warning.Throttled("power", 0.4));
        assertThat(warnings.getFirst().verdict()).isEqualTo(Verdict.THROTTLED);
    }

    @Test
    void aNodeElsewhereIsAFallback() {
        RuntimeProfile profile =
                new RuntimeProfile(
                        1,
                        1,
                        0.01,
                        0.01,
                        List.of(
                                node("Conv", "CUDAExecutionProvider"),
                                node("NonZero", "CPUExecutionProvider")),
                        List.of(),
                        new TreeMap<>(),
                        0,
                        0,
                        null);
        assertThat(
                        Judgement.of(
                                List.of(fork(), fork(), fork()),
                                NARROW,
                                0.02,
                                STEADY,
                                1000,
                                profile,
                                "cuda:0"))
                .containsExactly(new Warning.FellBack("CPUExecutionProvider", List.of("NonZero")));
    }

    @Test
    void aPercentileWithoutEnoughRunsSaysHowManyAreMissing() {
        // p99 at a confidence of 0.99 needs 662 runs: 662 - 600 = 62
        List<Fork> forks = List.of(fork(), fork(), fork());
        assertThat(Judgement.of(forks, NARROW, 0.02, STEADY, 600, null, "cpu"))
                .containsExactly(new Warning.TailUnproven(99, 600, 62));
    }

    private static NodeTime node(String operator, String provider) {
        return new NodeTime(operator, operator, provider, 0.005, 1, List.of(), List.of());
    }

    private static Verdict verdict(
            List<Fork> forks, Interval interval, double noise, @Nullable RuntimeProfile profile) {
        return warnings(forks, interval, noise, profile).stream()
                .map(Warning::verdict)
                .reduce(Verdict.VALID, Verdict::worst);
    }

    private static List<Warning> warnings(
            List<Fork> forks, Interval interval, double noise, @Nullable RuntimeProfile profile) {
        return Judgement.of(forks, interval, 0.02, noise, 1000, profile, "cpu");
    }

    private static Fork fork() {
        return fork(0.01, List.of(0.01, 0.01), true, Map.of());
    }

    private static Fork fork(
            double foreign, List<Double> windows, boolean settled, Map<String, Double> throttled) {
        return fork(foreign, windows, settled, throttled, null);
    }

    private static Fork fork(
            double foreign,
            List<Double> windows,
            boolean settled,
            Map<String, Double> throttled,
            @Nullable Double foreignDeviceShare) {
        return new Fork(
                1,
                400,
                400,
                0.01,
                0.0099,
                windows,
                windows,
                5,
                new FirstRuns(0.1, List.of(0.02), 50, 0.5, settled),
                null,
                null,
                null,
                0,
                foreign,
                0.01,
                0.2,
                new Conditions(
                        4,
                        new TreeMap<>(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(throttled),
                        null,
                        null,
                        null,
                        foreignDeviceShare,
                        null,
                        new TreeMap<>()),
                new TreeMap<>(),
                null);
    }
}
