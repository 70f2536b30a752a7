package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.analysis.Analysis;
import assay.reports.reconcile.Gap;
import assay.reports.reconcile.MachineSpeed;
import assay.reports.reconcile.Reconciliation;
import assay.reports.render.Markdown;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedNoteTest {

    @TempDir static Path folder;

    private static Analysis analysis;

    @BeforeAll
    static void model() {
        analysis = SampleEvidence.analysis("resnet18", folder);
    }

    private static String card(Evidence evidence) {
        return Markdown.of(Sections.card(evidence)).text();
    }

    @Test
    void aSlowerMachineIsAPartOfTheGapAndLeavesTheEstimateAlone() {
        // All references take 1.25 times as long, so does the estimate at that speed: every term
        // of it goes with one of them.
        Evidence evidence = SampleEvidence.calibrated(analysis, 1.25);
        Reconciliation.Row row = evidence.reconciliation().rows().getFirst();
        Gap gap = row.gap().orElseThrow();
        MachineSpeed speed = gap.speed().orElseThrow();
        assertThat(gap.estimated()).isEqualTo(row.estimate().latency().seconds());
        assertThat(speed.estimate().seconds()).isCloseTo(1.25 * gap.estimated(), within(1e-9));
        assertThat(part(gap, "the machine's own speed"))
                .isCloseTo(0.25 * gap.estimated(), within(1e-9));
        assertThat(gap.parts().stream().mapToDouble(Gap.Part::seconds).sum())
                .isCloseTo(gap.seconds(), within(1e-9));
    }

    @Test
    void theFirstScreenSaysWhatTheSpeedExplains() {
        // The sample's measurement is 1.12 times the estimate: 25 % are more than its 12 %.
        assertThat(card(SampleEvidence.calibrated(analysis, 1.25)))
                .contains("the machine ran slower than when it was calibrated")
                .contains("explains more than the whole difference");
        // 1.12 / 1.08 = 1.037
        assertThat(card(SampleEvidence.calibrated(analysis, 1.08)))
                .contains("and the measurement is **1.04×** that.");
    }

    @Test
    void aSpeedThatExplainsNothingIsToldBesideTheTableOnly() {
        // 12 % above the estimate on a machine that ran a tenth faster
        assertThat(card(SampleEvidence.calibrated(analysis, 0.9)))
                .doesNotContain("than when it was calibrated")
                .contains("a product **0.900×**, a chain of small kernels **0.900×**");
    }

    @Test
    void aSteadyMachineIsToldBesideTheTableOnly() {
        Evidence evidence = SampleEvidence.calibrated(analysis, 1.01);
        assertThat(card(evidence))
                .doesNotContain("than when it was calibrated")
                .contains("Time of three reference kernels");
    }

    @Test
    void whatIsNotKnownIsSaidWithItsReason() {
        assertThat(card(SampleEvidence.calibrated(analysis, Double.NaN)))
                .contains("no reference kernels were timed beside the measurement");
        assertThat(SpeedNote.of(new Sheet(SampleEvidence.cpu(analysis)))).isEmpty();
        assertThat(SpeedNote.of(new Sheet(SampleEvidence.gpu(analysis)))).isEmpty();
    }

    /// One look a batch size: of two that differ neither is the machine's speed, of three it is the
    /// one in the middle.
    @Test
    void fewerThanThreeLooksSayNothing() {
        Evidence two = SampleEvidence.calibrated(analysis, List.of(1L, 2L), 1.25);
        assertThat(two.reconciliation().rows().getFirst().gap().orElseThrow().speed()).isEmpty();
        assertThat(card(two))
                .contains("its reference kernels were timed fewer than 3 times")
                .doesNotContain("than when it was calibrated (");
        Evidence three = SampleEvidence.calibrated(analysis, List.of(1L, 2L, 8L), 1.25);
        assertThat(
                        three.reconciliation()
                                .rows()
                                .getFirst()
                                .gap()
                                .orElseThrow()
                                .speed()
                                .orElseThrow()
                                .slowdown()
                                .product())
                .isCloseTo(1.25, within(1e-9));
    }

    private static double part(Gap gap, String name) {
        return gap.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .seconds();
    }
}
