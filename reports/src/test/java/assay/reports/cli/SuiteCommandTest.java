package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.measurement.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuiteCommandTest {

    @TempDir Path folder;

    @Test
    void aSuiteGoesOnWhereItWasLeft() throws IOException {
        SmallModels.dense(folder.resolve("dense.onnx"));
        Files.writeString(folder.resolve("broken.onnx"), "no model");
        Path plan = folder.resolve("plan.yaml");
        String text =
                """
                models:
                  - dense.onnx
                  - broken.onnx
                batches: [2]
                providers: [cpu]
                precisions: [own, int8]
                options: {threads: 1}
                budget: 2s
                """;
        Files.writeString(plan, text);
        Path out = folder.resolve("out");

        // a case without figures: the others go on, and the code says so
        assertThat(run(plan, out)).isEqualTo(Exit.FAILED);
        JsonNode suite = json(out.resolve("suite.json"));
        assertThat(suite.get("cases").valueStream().map(c -> c.get("state").asString()))
                .containsExactly("MEASURED", "ESTIMATED", "FAILED", "FAILED");
        assertThat(
                        suite.get("cases")
                                .get(0)
                                .get("batches")
                                .get(0)
                                .get("measuredSeconds")
                                .asDouble())
                .isPositive();
        assertThat(suite.get("cases").get(2).get("why").asString()).contains("broken.onnx");
        assertThat(out.resolve("dense/cpu_own/card.html")).isNotEmptyFile();
        assertThat(out.resolve("suite.html")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("suite.md"))).contains("dense/cpu_own/card.md");
        String first = taken(out);

        // nothing has changed: nothing is measured
        assertThat(run(plan, out)).isEqualTo(Exit.FAILED);
        assertThat(taken(out)).isEqualTo(first);

        // an option has changed
        Files.writeString(plan, text.replace("threads: 1", "threads: 2"));
        run(plan, out);
        String second = taken(out);
        assertThat(second).isNotEqualTo(first);

        // cut short: the file of an interrupted measurement holds no stamp
        Files.delete(out.resolve("dense/cpu_own/case.json"));
        run(plan, out);
        assertThat(taken(out)).isNotEqualTo(second);

        // the model has changed
        String third = taken(out);
        SmallModels.wide(folder.resolve("dense.onnx"), 32);
        run(plan, out);
        assertThat(taken(out)).isNotEqualTo(third);
    }

    @Test
    void aPlanThatNamesWhatIsNotThereIsRefusedBeforeAnythingRuns() throws IOException {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, "models:\n  - no/such.onnx\n");
        assertThat(run(plan, folder.resolve("out"))).isEqualTo(Exit.USAGE);
        Files.writeString(plan, "models: [resnet18]\noptions: {thread: 1}\n");
        assertThat(run(plan, folder.resolve("out"))).isEqualTo(Exit.USAGE);
        assertThat(run(folder.resolve("none.yaml"), folder.resolve("out"))).isEqualTo(Exit.FAILED);
    }

    private static int run(Path plan, Path out) {
        return Main.run("suite", plan.toString(), "--out", out.toString());
    }

    /// What tells one measurement from another: the bytes of its histograms.
    private static String taken(Path out) throws IOException {
        return Measurement.read(out.resolve("dense/cpu_own/measurement.json"))
                .batches()
                .getFirst()
                .histogram();
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(file));
    }
}
