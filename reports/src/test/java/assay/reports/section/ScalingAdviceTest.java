package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.reports.card.PlainText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingAdviceTest {

    @TempDir static Path folder;

    private static Analysis resnet;

    @BeforeAll
    static void analyse() {
        resnet = SampleEvidence.analysis("resnet18", folder);
    }

    private static List<String> advice(Evidence evidence) {
        return ScalingAdvice.of(new Sheet(evidence)).stream().map(PlainText::of).toList();
    }

    /// The sample's H100 gains from batching, its batch 128 ran out of memory, and its energy a
    /// sample is 0.21 J at every batch, of which the smallest is named.
    @Test
    void aGpuIsToldItsKneeItsBoundsItsMemoryAndItsEnergy() {
        CardJson card = CardJson.of(SampleEvidence.gpu(resnet));
        List<String> lines = advice(SampleEvidence.gpu(resnet));
        long knee = card.knee().measured();
        assertThat(lines.getFirst())
                .startsWith(
                        "For throughput take batch "
                                + knee
                                + ", for latency batch 1: batch "
                                + knee)
                .contains("the throughput of batch 1 for");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("By the estimate the model is dispatch-bound"))
                .anyMatch(line ->
                        line.startsWith(
                                "Memory ends at batch 128: it ran out; the largest that ran is 32"))
                .contains("Energy: batch 1 takes the least, 210 mJ a sample.");
    }

    @Test
    void everySentencesNumbersStandInTheJson() {
        CardJson card = CardJson.of(SampleEvidence.gpu(resnet));
        assertThat(card.scaling()).isNotEmpty();
        for (CardJson.Sentence sentence : card.scaling()) {
            assertThat(sentence.numbers())
                    .as(sentence.text())
                    .hasSameSizeAs(
                            sentence.text()
                                    .replaceAll("\\([^)]* to [^)]*\\)|\\(±[^)]*\\)", "")
                                    .replaceAll("[^\\d.]+", " ")
                                    .replaceAll("(^| )\\.( |$)", " ")
                                    .strip()
                                    .split(" +"));
        }
    }

    @Test
    void paperAloneAdvisesByTheEstimate() {
        List<String> lines =
                advice(SampleEvidence.paperOnly(resnet, "nvidia-h100-sxm5-80gb", Precision.FP16));
        assertThat(lines.getFirst()).startsWith("For throughput take batch");
        assertThat(lines).noneMatch(line -> line.contains("Memory ends"));
    }

    @Test
    void countsAloneAdviseNothing() {
        assertThat(advice(SampleEvidence.countsOnly(resnet))).isEmpty();
    }
}
