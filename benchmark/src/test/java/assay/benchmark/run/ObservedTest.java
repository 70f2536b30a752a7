package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Fork;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedTest {

    @Test
    void energyOfARunIsAllEnergyOverAllRunsWithTheStepsAsError() {
        TreeMap<String, String> unknown = new TreeMap<>();
        Observed observed =
                Observed.of(
                        List.of(fork(100, 30.0, 2.0, 1.5e9), fork(300, 50.0, 2.0, 1.7e9)), unknown);
        // 80 J over 400 runs; either counter may be a step of 2 J off: 4 J over 400 runs
        assertThat(observed.energyJoules()).isCloseTo(0.2, within(1e-12));
        assertThat(observed.energyErrorJoules()).isCloseTo(0.01, within(1e-12));
        assertThat(observed.clocks().get("sm")).isCloseTo(1.6e9, within(1.0));
        assertThat(unknown).containsOnlyKeys("deviceMemoryBytes");
    }

    @Test
    void withoutACounterEnergyIsUnknownAndNotNothing() {
        TreeMap<String, String> unknown = new TreeMap<>();
        Observed observed = Observed.of(List.of(fork(100, null, null, 1.5e9)), unknown);
        assertThat(observed.energyJoules()).isNull();
        assertThat(observed.energyErrorJoules()).isNull();
        assertThat(unknown).containsEntry("energyJoules", "this GPU does not support it");
    }

    private static Fork fork(
            long runs, @Nullable Double joules, @Nullable Double error, double hertz) {
        return new Fork(
                1,
                runs,
                runs,
                0.01,
                0.01,
                List.of(0.01),
                List.of(0.01),
                1,
                new FirstRuns(0.1, List.of(0.01), 1, 0.01, true),
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                new Conditions(
                        1,
                        new TreeMap<>(Map.of("sm", hertz)),
                        joules,
                        error,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(
                                Map.of(
                                        "energyJoules", "this GPU does not support it",
                                        "deviceMemoryBytes", "this GPU does not support it"))),
                new TreeMap<>(),
                null);
    }
}
