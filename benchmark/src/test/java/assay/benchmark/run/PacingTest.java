package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PacingTest {

    private final Pacing pacing = new Pacing(1.0, true);

    @Test
    void aLargerBatchIsExpectedInProportion() {
        assertThat(pacing.predictedRun(8)).isZero();
        pacing.learned(1, 0.020, 1.5);
        // 20 ms * 8 = 160 ms; and once 4 was seen at 60 ms, 60 * 8/4 = 120 ms
        assertThat(pacing.predictedRun(8)).isCloseTo(0.160, within(1e-9));
        pacing.learned(4, 0.060, 1.5);
        assertThat(pacing.predictedRun(8)).isCloseTo(0.120, within(1e-9));
    }

    @Test
    void shortRunsGetTheirWholeTime() {
        pacing.learned(1, 0.020, 1.5);
        Pacing.Allotment allotment = pacing.fit(1, 60);
        // 5 windows of 0.2 s after a warm-up of 0.5 s, and a quarter of them for the second span:
        // 1.5 + 0.5 + 1.0 + 0.25 = 3.25 s
        assertThat(allotment).isEqualTo(new Pacing.Allotment(0.5, 5, 0.2, 0.25, 3.25));
    }

    @Test
    void aShortBudgetShortensTheForkBeforeItGivesUpTheWarmUp() {
        pacing.learned(1, 2e-6, 1.5);
        // half of 0.5 + 1.0 + 0.25 is 0.875, with the overhead 2.375; a quarter of it 1.9375
        assertThat(pacing.fit(1, 3)).isEqualTo(new Pacing.Allotment(0.25, 5, 0.1, 0.125, 2.375));
        assertThat(pacing.fit(1, 2))
                .isEqualTo(new Pacing.Allotment(0.125, 5, 0.05, 0.0625, 1.9375));
    }

    @Test
    void whereOnlyTheTimedSpanCountsNothingElseIsPaidFor() {
        Pacing bare = new Pacing(1.0, false);
        bare.learned(1, 0.020, 1.5);
        // 1.5 + 0.5 + 1.0
        assertThat(bare.fit(1, 60)).isEqualTo(new Pacing.Allotment(0.5, 5, 0.2, 0, 3.0));
    }

    @Test
    void longRunsAreTrimmedThenLeftOut() {
        pacing.learned(128, 2.5, 1.5);
        // in full: overhead 1.5 + warm-up 3.75 or two runs = 5 + three runs = 7.5 + four runs of
        // the
        // second span = 10: 24 s
        assertThat(pacing.fit(128, 24)).extracting(Pacing.Allotment::windows).isEqualTo(3);
        // no warm-up: 1.5 + (1 + 3) * 2.5 = 11.5 s; with two runs 9 s; below that none
        assertThat(pacing.fit(128, 12))
                .extracting(Pacing.Allotment::windows, Pacing.Allotment::warmupSeconds)
                .containsExactly(3, 0.0);
        assertThat(pacing.fit(128, 10)).extracting(Pacing.Allotment::windows).isEqualTo(2);
        assertThat(pacing.fit(128, 8.9)).isNull();
        assertThat(pacing.leastSeconds(128)).isCloseTo(9.0, within(1e-9));
    }
}
