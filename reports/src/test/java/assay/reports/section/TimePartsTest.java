package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.analysis.Precision;
import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.ModelEstimate;
import assay.reports.reconcile.Paper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimePartsTest {

    @TempDir Path folder;

    /// 10 s in all, of which `copies` go into and out of the device, half each; no kernels.
    private static ModelEstimate estimate(double copies, Bound bound) {
        return new ModelEstimate(
                List.of(), 1, 2, copies / 2, copies / 2, 0.5, 10, 8, 12, bound, List.of());
    }

    @Test
    void whatIsNeitherCopyNorKernelIsDispatch() {
        assertThat(TimeParts.of(estimate(4, Bound.LAUNCH)).dispatch()).isEqualTo(6);
        assertThat(TimeParts.largest(estimate(4, Bound.LAUNCH)))
                .isEqualTo(TimeParts.Largest.DISPATCH);
        assertThat(TimeParts.largest(estimate(7, Bound.LAUNCH)))
                .isEqualTo(TimeParts.Largest.COPIES);
        assertThat(TimeParts.largest(estimate(7, Bound.UNKNOWN)))
                .isEqualTo(TimeParts.Largest.UNKNOWN);
    }

    @Test
    void thePartsAddUpAndTheLargestIsTheBound() {
        Paper paper =
                SampleEvidence.paper(
                        SampleEvidence.analysis("resnet18", folder),
                        "nvidia-h100-sxm5-80gb",
                        Precision.FP16);
        for (var batch : paper.batches()) {
            TimeParts parts = TimeParts.of(batch.latency());
            assertThat(parts.seconds()).isCloseTo(batch.latency().seconds(), within(1e-9));
            double largest =
                    switch (TimeParts.largest(batch.latency())) {
                        case DISPATCH -> parts.dispatch();
                        case COPIES -> parts.copies();
                        case MEMORY -> parts.memory();
                        case COMPUTE -> parts.compute();
                        case UNKNOWN -> throw new AssertionError("every kernel has a time");
                    };
            assertThat(List.of(parts.dispatch(), parts.copies(), parts.memory(), parts.compute()))
                    .allMatch(part -> part <= largest);
        }
    }
}
