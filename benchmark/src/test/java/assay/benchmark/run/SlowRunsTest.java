package assay.benchmark.run;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.benchmark.measurement.Outliers;
import assay.benchmark.run.SlowRuns.SlowRun;
import assay.benchmark.telemetry.Interference;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowRunsTest {

    private static final long MS = 1_000_000;

    @Test
    void farBeyondTheThirdQuartileIsSlow() {
        // ascending 98 99 100 100 101 102 103 120 150: first quartile (index 2) 100, third (index
        // 6)
        // 103; the limit is 103 + 3 * (103 - 100) = 112
        long[] nanos = {100, 150, 99, 102, 100, 120, 98, 101, 103};
        long[] starts = {0, 100, 250, 349, 451, 551, 671, 769, 870};
        assertThat(SlowRuns.of(starts, nanos, 9))
                .isEqualTo(new SlowRuns(2, List.of(new SlowRun(100, 150), new SlowRun(551, 120))));
    }

    @Test
    void tooFewRunsHaveNoOutliers() {
        assertThat(SlowRuns.of(new long[7], new long[] {1, 1, 1, 1, 1, 1, 900}, 7))
                .isEqualTo(SlowRuns.NONE);
    }

    @Test
    void ofManyTheSlowestAreKeptAndAllAreCounted() {
        // 1000 runs of 10 ns and 100 slow ones, each slower than the one before
        long[] nanos = new long[1100];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = i < 1000 ? 10 : i;
        }
        SlowRuns slow = SlowRuns.of(new long[1100], nanos, 1100);
        assertThat(slow.count()).isEqualTo(100);
        assertThat(slow.slowest()).hasSize(SlowRuns.KEPT);
        assertThat(slow.slowest().getFirst().nanos()).isEqualTo(1100 - SlowRuns.KEPT);
    }

    @Test
    void theMachinesOwnLogGivesPauses() {
        // as Temurin 25 writes it; the stamp is the end
        List<Pause> pauses =
                Pause.parse(
                        List.of(
                                "[1000500ns] Safepoint \"SerialGCCollect\", Time since last: 7 ns,"
                                        + " Reaching safepoint: 3 ns, At safepoint: 450 ns, Leaving"
                                        + " safepoint: 2 ns, Total: 500 ns, Threads: 0 runnable, 10"
                                        + " total",
                                "[2000100ns] Safepoint \"ICBufferFull\", Time since last: 1 ns,"
                                        + " Reaching safepoint: 1 ns, At safepoint: 1 ns, Total:"
                                        + " 100 ns",
                                "something else"));
        assertThat(pauses)
                .containsExactly(
                        new Pause(1_000_000, 1_000_500, true),
                        new Pause(2_000_000, 2_000_100, false));
        // half of the first lies in the span of 1,000,250 ns to 1,001,250 ns: 250 ns
        TimedSpan span = new TimedSpan(1, 0, 1000, 1_000_250);
        assertThat(Pause.secondsWithin(pauses, span)).isCloseTo(250e-9, within(1e-15));
    }

    @Test
    void whatCoincidesIsNamedAndTheRestIsUnexplained() {
        // the process's clock shows 5 s where the system's shows 1000 s
        TimedSpan span = new TimedSpan(1, 1_000_000 * MS, 1_003_000 * MS, 5_000 * MS);
        SlowRuns slow =
                new SlowRuns(
                        9,
                        List.of(
                                new SlowRun(5_100 * MS, 20 * MS),
                                new SlowRun(6_000 * MS, 30 * MS),
                                new SlowRun(7_000 * MS, 10 * MS)));
        Outliers marked =
                OutlierMarks.of(
                        slow,
                        List.of(new Pause(5_110 * MS, 5_112 * MS, true)),
                        List.of(
                                new Interference(
                                        1_000_900 * MS,
                                        1_001_010 * MS,
                                        Interference.Cause.FOREIGN_LOAD)),
                        span);
        assertThat(marked.count()).isEqualTo(9);
        assertThat(marked.marked()).isEqualTo(3);
        assertThat(marked.coincident())
                .containsExactly(entry("foreign load", 1L), entry("garbage collection", 1L));
        assertThat(marked.unexplained()).isEqualTo(1);
        assertThat(marked.slowest())
                .containsExactly(
                        new Outliers.Run(1.0, 30 * MS * 1e-9, List.of("foreign load")),
                        new Outliers.Run(0.1, 0.02, List.of("garbage collection")),
                        new Outliers.Run(2.0, 0.01, List.of()));
    }
}
