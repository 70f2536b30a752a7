package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.reports.card.Card;
import assay.reports.card.Printed;
import assay.reports.card.Section;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cards of the built-in ResNet-18: real analysis, real profiles, sample measurements.
class CardTest {

    @TempDir static Path folder;

    private static Analysis resnet;
    private static Evidence gpu;
    private static Evidence cpu;
    private static String markdown;

    @BeforeAll
    static void write() {
        resnet = SampleEvidence.analysis("resnet18", folder);
        gpu = SampleEvidence.gpu(resnet);
        cpu = SampleEvidence.cpu(resnet);
        markdown = Markdown.of(Sections.card(cpu)).text();
    }

    private static CardJson json(Evidence evidence) {
        return CardJson.of(evidence);
    }

    @Test
    void theSeedCardsSectionsAreThere() {
        List<String> titles = Sections.card(cpu).sections().stream().map(Section::title).toList();
        assertThat(titles)
                .contains(
                        "Executive summary",
                        "Graph summary",
                        "Architecture",
                        "Dataset info",
                        "Hardware estimates",
                        "Batch size scaling",
                        "Complexity metrics",
                        "Findings and risk signals");
        assertThat(markdown)
                .contains(
                        "#### Metadata",
                        "#### Inputs",
                        "#### Outputs",
                        "#### Operator distribution",
                        "#### Visualizations",
                        "**Complexity overview**",
                        "**Parameter distribution**",
                        "**FLOPs distribution**",
                        "#### Memory breakdown by operator type",
                        "#### Detected blocks",
                        "#### Device specifications",
                        "Optimal batch size",
                        "GPU saturation",
                        "Compute utilization",
                        "Bottleneck",
                        "Fits in memory",
                        "Theoretical latency",
                        "dynamic_input_shapes");
    }

    /// Where nothing was measured no column stands for it, and the reason stands in the verdict.
    @Test
    void aCardOnPaperHasNoColumnsOfMeasurements() {
        Evidence paper = SampleEvidence.paperOnly(resnet, "nvidia-h100-sxm5-80gb", Precision.FP16);
        String text = Markdown.of(Sections.card(paper)).text();
        assertThat(text)
                .contains("| Bytes moved | FLOPs per byte | Estimated | Bound |")
                .contains("| Metric | Estimated |\n")
                .contains("Not measured: " + paper.notMeasured());
        assertThat(markdown)
                .contains("| Estimated | Measured | Measured / estimated | Bound |")
                .contains("| Metric | Estimated | Measured |\n");
    }

    // golden.md, section 1
    @Test
    void whatTheSeedCardHadRight() {
        CardJson card = json(gpu);
        assertThat(card.model().nodes()).isEqualTo(69);
        assertThat(card.model().inputs())
                .containsExactly(new ModelJson.Value("data", "float32", "[N, 3, 224, 224]"));
        assertThat(card.model().outputs())
                .containsExactly(
                        new ModelJson.Value("resnetv15_dense0_fwd", "float32", "[N, 1000]"));
        assertThat(card.model().initializers()).isEqualTo(102);
        assertThat(card.model().irVersion()).isEqualTo(3);
        assertThat(card.model().opsets()).containsEntry("ai.onnx", 8L);
        assertThat(card.model().operators())
                .containsEntry("Conv", 20)
                .containsEntry("BatchNormalization", 20)
                .containsEntry("Relu", 17)
                .containsEntry("Add", 8)
                .containsEntry("MaxPool", 1)
                .containsEntry("GlobalAveragePool", 1)
                .containsEntry("Flatten", 1)
                .containsEntry("Gemm", 1)
                .hasSize(8);
        assertThat(card.counts().parameters()).isEqualTo(11_166_912 + 19_200 + 513_000);
        assertThat(card.counts().bytes()).isEqualTo(46_796_448);
        assertThat(card.counts().bytesByOperator())
                .containsEntry("Conv", 44_667_648L)
                .containsEntry("BatchNormalization", 76_800L)
                .containsEntry("Gemm", 2_052_000L);
        // stem + 13 of 3x3 stride 1 + 3 of 3x3 stride 2 + 3 of 1x1 stride 2
        assertThat(card.counts().flopsByOperator())
                .containsEntry(
                        "Conv",
                        236_027_904L + 13 * 231_211_008L + 3 * 115_605_504L + 3 * 12_845_056L);
        assertThat(card.architecture().blockCounts())
                .containsEntry("ConvBNRelu", 9)
                .containsEntry("ConvBN", 11)
                .containsEntry("ResidualAdd", 8);
    }

    // golden.md, section 2
    @Test
    void whatTheSeedCardHadWrong() {
        CardJson card = json(gpu);
        assertThat(card.counts().trainable()).isEqualTo(11_689_512);
        assertThat(card.counts().buffers()).isEqualTo(9_600);
        assertThat(card.counts().coreMacs()).isEqualTo(1_814_073_344L);
        // 2 x 1,814,073,344 + bias of the Gemm 1,000 + BN 4,967,424 + ReLU 2,308,096 + Add 752,640
        // + MaxPool 1,605,632 + GlobalAveragePool 25,088
        assertThat(card.counts().flops()).isEqualTo(3_637_806_568L);
        assertThat(card.counts().flopsByOperator()).containsEntry("Gemm", 1_025_000L);
        assertThat(card.counts().flopsExpression()).isEqualTo("3637806568*N");
        ModelJson.Memory one = memory(card, "fp32", 1);
        assertThat(one.unfused()).isEqualTo(6_422_528L);
        assertThat(one.unfusedWithInputs()).isEqualTo(7_024_640L);
        assertThat(one.fusedWithInputs()).isEqualTo(4_616_192L);
        assertThat(one.fused()).isEqualTo(4_014_080L);
        // fp16 weights 23,398,224 + N x 3,211,264, in MB: 26.61 29.82 36.24 49.09 74.78 126.16
        // 228.92 434.44
        long batch = 1;
        for (double megabytes :
                new double[] {26.61, 29.82, 36.24, 49.09, 74.78, 126.16, 228.92, 434.44}) {
            assertThat(memory(card, "fp16", batch).totalUnfused())
                    .isEqualTo(23_398_224 + batch * 3_211_264);
            assertThat(memory(card, "fp16", batch).totalUnfused() / 1e6)
                    .isBetween(megabytes - 0.005, megabytes + 0.005);
            batch *= 2;
        }
        assertThat(card.architecture().repetitions()).containsExactly("2 basic blocks x 4 stages");
        assertThat(markdown).contains(Hardware.SATURATION.substring(0, 40));
        BatchJson first = card.batches().getFirst();
        assertThat(first.use().saturation()).isBetween(0.0, 1.0);
        assertThat(first.estimate().throughput())
                .isNotEqualTo(card.batches().get(5).estimate().throughput());
        assertThat(first.use().computeEstimated())
                .isBetween(0.0, 1.0)
                .isNotEqualTo(first.use().computeAchieved());
    }

    private static ModelJson.Memory memory(CardJson card, String precision, long batch) {
        return card.memory().stream()
                .filter(m -> m.precision().equals(precision) && m.batch() == batch)
                .findFirst()
                .orElseThrow();
    }

    /// 6,141 MiB = 6,439,305,216 B, which the seed printed as 6.44 GB and which is 5.997 GiB.
    /// Peaks: 2,560 lanes x 2 FLOPs x 2.37 GHz = 12.13 TFLOP/s, and 20 SMs x 512 x 2.37 GHz = 24.27
    /// TFLOP/s in FP16 with FP32 accumulation; the seed printed its fallback for an unknown GPU, 10
    /// and 20.
    @Test
    void theSeedsLaptopHasItsOwnSpecifications() {
        Card card = Sections.card(SampleEvidence.laptop(resnet));
        assertThat(Printed.numbers(card))
                .extracting(p -> p.quantity().value())
                .contains(6_439_305_216.0, 12.13e12, 24.27e12)
                .doesNotContain(10e12, 20e12);
        assertThat(Markdown.of(card).text())
                .contains("6.00 GiB", "6.44 GB")
                .contains("12.1 TFLOP/s");
    }

    @Test
    void linksUseForwardSlashes() {
        assertThat(markdown)
                .contains("](charts/operator-histogram.png)")
                .doesNotContain("](charts\\");
    }

    @Test
    void everyNumberOfTheCardIsInItsJson() {
        for (Evidence evidence : List.of(gpu, cpu, SampleEvidence.countsOnly(resnet))) {
            TreeSet<Double> numbers = new TreeSet<>();
            collect(JsonMapper.shared().readTree(Json.text(json(evidence))), numbers);
            List<String> missing = new ArrayList<>();
            for (Printed.Amount printed : Printed.numbers(Sections.card(evidence))) {
                double value = printed.quantity().value();
                boolean counted = DERIVED.stream().anyMatch(printed.where()::startsWith);
                if (!counted && !holds(numbers, value)) {
                    missing.add(printed.where() + " " + value);
                }
            }
            assertThat(missing).isEmpty();
        }
    }

    /// Counts of rows that the JSON lists one by one.
    private static final Set<String> DERIVED = Set.of("findings", "reconciliation", "graph");

    private static boolean holds(TreeSet<Double> numbers, double value) {
        double room = Math.max(1e-15, Math.abs(value) * 1e-9);
        return !numbers.subSet(value - room, true, value + room, true).isEmpty()
                || !numbers.subSet(-value - room, true, -value + room, true).isEmpty();
    }

    private static void collect(JsonNode node, TreeSet<Double> numbers) {
        if (node.isNumber()) {
            numbers.add(node.doubleValue());
        }
        node.forEach(child -> collect(child, numbers));
    }

    @Test
    void theGapsPartsAddUp() {
        for (BatchJson batch : json(cpu).batches()) {
            if (batch.gap() != null) {
                double sum =
                        batch.gap().parts().stream().mapToDouble(BatchJson.Part::seconds).sum();
                assertThat(sum)
                        .isBetween(batch.gap().seconds() - 1e-9, batch.gap().seconds() + 1e-9);
            }
        }
        assertThat(json(cpu).batches().getFirst().gap().parts()).hasSizeGreaterThan(2);
    }

    @Test
    void theKneeIsTheSmallestBatchWithNearlyTheBestThroughput() {
        CardJson card = json(gpu);
        double best =
                card.batches().stream()
                        .filter(b -> b.measured() != null)
                        .mapToDouble(b -> b.measured().throughput())
                        .max()
                        .orElseThrow();
        for (BatchJson batch : card.batches()) {
            if (batch.batch() < card.knee().measured()) {
                assertThat(batch.measured().throughput()).isLessThan(0.95 * best);
            } else if (batch.batch() == card.knee().measured()) {
                assertThat(batch.measured().throughput()).isGreaterThanOrEqualTo(0.95 * best);
            }
        }
    }

    @Test
    void batchesWithoutFiguresStandWithTheirReason() {
        assertThat(markdown).contains("Memory ran out (sample allocator)").contains("skipped");
        BatchJson last = json(gpu).batches().getLast();
        assertThat(last.measured()).isNull();
        assertThat(last.verdict()).isEqualTo("out of memory");
        assertThat(last.whyNotMeasured()).contains("Memory ran out");
    }

    @Test
    void aCardOnPaperSaysWhyNothingWasMeasured() {
        Card card =
                Sections.card(
                        SampleEvidence.paperOnly(resnet, "nvidia-h100-sxm5-80gb", Precision.FP16));
        String text = Markdown.of(card).text();
        assertThat(text).contains("not measured").contains("--no-measure was given");
        assertThat(Printed.numbers(card))
                .noneMatch(
                        p -> p.quantity().provenance() == assay.reports.card.Provenance.MEASURED);
    }

    @Test
    void aCardOfCountsAloneHasNoSecondOnIt() {
        Card card = Sections.card(SampleEvidence.countsOnly(resnet));
        assertThat(Markdown.of(card).text()).contains("no profile for a device that calls itself");
        assertThat(Printed.numbers(card))
                .noneMatch(p -> p.quantity().unit() == assay.reports.card.Unit.SECONDS);
        assertThat(Html.page(card)).contains("<h1>resnet18</h1>");
    }

    @Test
    void aDeviceWithoutAProfileIsMeasuredAllTheSame() {
        Card card = Sections.card(SampleEvidence.measuredOnly(resnet));
        assertThat(Markdown.of(card).text()).contains("There is no estimate");
        assertThat(Printed.numbers(card))
                .anyMatch(p -> p.where().startsWith("main table: Latency, measured"))
                .noneMatch(
                        p -> p.quantity().provenance() == assay.reports.card.Provenance.ESTIMATED);
    }

    @Test
    void namesFromOutsideAreHarmless() {
        String hostile = "</script><script>alert(1)</script> | ![x](javascript:a)";
        Evidence evidence =
                new Evidence(
                        hostile,
                        gpu.analysis(),
                        gpu.structure(),
                        List.of(
                                new assay.analyzer.finding.Finding(
                                        "sample",
                                        assay.analyzer.finding.Finding.Severity.WARNING,
                                        hostile,
                                        hostile,
                                        List.of(hostile))),
                        gpu.paper(),
                        "",
                        gpu.measurement(),
                        "",
                        "",
                        null,
                        gpu.reconciliation(),
                        hostile,
                        "0.1.0",
                        "2026-11-22T12:00:00Z");
        Card card = Sections.card(evidence);
        assertThat(Html.page(card))
                .doesNotContain("<script>alert")
                .doesNotContain("href=\"javascript");
        String outside =
                Markdown.of(card)
                        .text()
                        .replaceAll("(?s)```.*?```", "")
                        .replaceAll("`[^`\n]*`", "");
        assertThat(outside)
                .doesNotContain("<script")
                .doesNotContainPattern("[^\\\\]\\]\\(javascript");
    }
}
