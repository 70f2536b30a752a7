package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.section.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Estimates as `analyze` prints them.
class AnalyzeCommandTest {

    private static final String T4 = "nvidia-t4-16gb";

    @Test
    void aBatchCurveNamesWhatItsMemoryRestsOn() {
        CommandRun run =
                CommandRun.of("analyze", "resnet18", "--profile", T4, "--batches", "1,8,32");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out())
                .containsSubsequence("batch 1 ", "batch 8 ", "batch 32 ", "memory at batch 32")
                .containsPattern("weights +44.6 MiB +counted")
                .containsPattern("activations .* counted")
                .containsPattern("workspace .* assumed")
                .containsPattern("context .* assumed")
                .containsPattern("largest batch +[0-9]+")
                .containsPattern("knee +batch (1|8|32), the smallest with 95 %");
    }

    /// A sum that lacks what data decide is a lower bound, wherever it is printed. Relu and NonZero
    /// look at 16 elements each.
    @Test
    void whatDataDecideIsLeftOutOfTheSumsAndSaid(@TempDir Path folder) throws IOException {
        Path model = SmallModels.chosen(folder.resolve("chosen.onnx"));
        CommandRun text = CommandRun.of("analyze", model.toString());
        assertThat(text.out())
                .contains("FLOPs            at least 32 ", "unknown: 1 node, square: ")
                .contains("peak memory      unknown: the size of 'p' is unknown");
        CommandRun card =
                CommandRun.of("card", "--no-measure", "--out", folder.toString(), model.toString());
        assertThat(card.exit()).isEqualTo(Exit.DONE);
        assertThat(Files.readString(folder.resolve("card.md")))
                .contains("takes at least 32 FLOPs", "| FLOPs | at least 32 ");
    }

    @Test
    void theTextTellsWhatTheModelIsAndWhatToKnowOfIt() {
        // Inputs, stages and classes as He et al. 2015 (table 1) give them; set 8 is what the
        // built-in model declares.
        assertThat(CommandRun.of("analyze", "resnet18").out())
                .containsSubsequence(
                        "input            data float32 [N, 3, 224, 224]",
                        "output           resnetv15_dense0_fwd float32 [N, 1000]",
                        "architecture     cnn, ResNet-18, image classification, 1000 classes",
                        "repeats          2 basic blocks x 4 stages",
                        "blocks           ",
                        "ResidualAdd 8",
                        "info             operator set 8, IR version 3");
    }

    @Test
    void theBestBatchStaysWithinTheLimit() {
        // No batch of 32 images on a T4 within 1 us; all three within a minute.
        assertThat(limited("1us").out()).contains("within 1 \u00b5s").contains("no batch size");
        assertThat(limited("60s").out()).containsPattern("within 60 s +batch [0-9]+: ");
        assertThat(limited("10").err()).contains("--max-latency 10: give a time with its unit");
        assertThat(limited("0ms").err()).contains("more than no time");
        assertThat(limited("-3ms").exit()).isEqualTo(Exit.USAGE);
        assertThat(limited("fast").exit()).isEqualTo(Exit.USAGE);
        assertThat(CommandRun.of("analyze", "resnet18", "--max-latency", "5ms").err())
                .contains("--max-latency needs a device");
    }

    private static CommandRun limited(String limit) {
        return CommandRun.of(
                "analyze",
                "resnet18",
                "--profile",
                T4,
                "--batches",
                "1,8,32",
                "--max-latency",
                limit);
    }

    @Test
    void estimatesAndBatchCurvesHoldThePublishedSchema() throws IOException {
        String json =
                CommandRun.of(
                                "analyze",
                                "resnet18",
                                "--profile",
                                T4,
                                "--profile",
                                "amd-epyc-9654",
                                "--precision",
                                "fp16",
                                "--batches",
                                "1,8",
                                "--max-latency",
                                "10ms",
                                "--json",
                                "-")
                        .out();
        assertThat(PublishedSchema.errors("analysis-1.schema.json", json)).isEmpty();
        JsonNode analysis = JsonMapper.shared().readTree(json);
        // Two devices at two batch sizes.
        assertThat(analysis.get("estimates")).hasSize(4);
        assertThat(analysis.get("estimates").get(0).get("seconds").isNumber()).isTrue();
        assertThat(analysis.get("batchCurves")).hasSize(2);
        assertThat(
                        PublishedSchema.errors(
                                "analysis-1.schema.json",
                                json.replace("\"batchCurves\"", "\"curves\"")))
                .isNotEmpty();
    }

    /// Nothing is known of half-precision products on a CPU, but pooling and the final copy have
    /// rates: their sum is not the model's time.
    @Test
    void aSumThatMissesKernelsIsNoEstimate() {
        String[] half = {
            "analyze", "resnet18", "--profile", "amd-epyc-9654", "--precision", "fp16"
        };
        CommandRun text = CommandRun.of(half);
        // 20 convolutions and one matrix product of 23 nodes that run (the others fuse).
        assertThat(text.out())
                .containsPattern("batch 1 +unknown: 21 of 23 nodes have no time; the first, ")
                .contains("products of float16 have no calibrated rate on CPUs");
        List<String> json = new ArrayList<>(List.of(half));
        json.addAll(List.of("--json", "-"));
        JsonNode estimate =
                JsonMapper.shared()
                        .readTree(CommandRun.of(json.toArray(String[]::new)).out())
                        .get("estimates")
                        .get(0);
        for (String key : List.of("seconds", "low", "high", "deviceSeconds")) {
            assertThat(estimate.get(key).isNull()).as(key).isTrue();
        }
        assertThat(estimate.get("bound").asString()).isEqualTo("unknown");
        assertThat(estimate.get("unknown")).hasSize(21);
    }

    @Test
    void explainsANodeAndOneThatWasFusedIntoIt() {
        CommandRun conv = explained("/layer1.0/conv1/Conv");
        assertThat(conv.out())
                .contains("convolution of 1 images, 64 channels [56, 56]")
                .contains("thread blocks")
                .contains("arithmetic alone");
        CommandRun relu = explained("/layer1.0/relu/Relu");
        assertThat(relu.out())
                .contains("runs as one with")
                .contains("/layer1.0/conv1/Conv")
                .contains("arithmetic alone");
        CommandRun cpu =
                CommandRun.of(
                        "analyze",
                        "resnet50",
                        "--profile",
                        "amd-epyc-9654",
                        "--explain",
                        "conv1/Conv");
        assertThat(cpu.exit()).as(cpu.err()).isEqualTo(Exit.DONE);
        assertThat(cpu.out()).contains("GFLOP/s").contains("threads");
    }

    @Test
    void anUnknownNodeGivesTheNamesNearIt() {
        CommandRun run = explained("/layer1.0/conv1/Cnov");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("near it are /layer1.0/conv1/Conv");
    }

    private static CommandRun explained(String node) {
        return CommandRun.of("analyze", "resnet50", "--profile", T4, "--explain", node);
    }
}
