package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--redact` and `--summary-only` write, every file of it searched for names.
class RedactedRunTest {

    @TempDir Path folder;

    private static Path profile() {
        return Path.of(System.getProperty("assay.root"))
                .resolve("profiles")
                .resolve("cpu")
                .resolve("xeon-platinum-8480-plus.json");
    }

    private Path card(String... options) throws IOException {
        Path out = Files.createDirectories(folder.resolve("card" + options[0]));
        Files.writeString(
                out.resolve("analysis.json"),
                "{\"schema\": \"assay/analysis/1\", \"of\": \"acme, by an earlier run\"}");
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                        "card",
                                        SmallModels.named(folder).toString(),
                                        "--batches",
                                        "2",
                                        "--budget",
                                        "4s",
                                        "--input",
                                        "acme_in=acme_usersx64",
                                        "--profile",
                                        profile().toString(),
                                        "--out",
                                        out.toString()),
                                Stream.of(options))
                        .toArray(String[]::new);
        assertThat(Main.run(arguments)).isIn(Exit.DONE, Exit.INVALID_MEASUREMENT);
        return out;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void noneNames(Path out) throws IOException {
        for (Path file : files(out)) {
            noneNames(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
            assertThat(file.getFileName().toString()).doesNotContain("acme");
        }
    }

    private static void noneNames(String text, String where) {
        assertThat(text.toLowerCase(Locale.ROOT).contains("acme"))
                .as(where + " names it")
                .isFalse();
    }

    private Path bench(String file, String... more) throws IOException {
        Path json = folder.resolve(file);
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                        "bench",
                                        SmallModels.named(folder).toString(),
                                        "--batches",
                                        "2",
                                        "--budget",
                                        "3s",
                                        "--redact",
                                        "--json",
                                        json.toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        noneNames(run.out(), "what bench prints");
        return json;
    }

    /// What is made of redacted results cannot name what these do not.
    @Test
    void nothingMadeOfARedactedResultHoldsAName() throws IOException {
        Path kept = folder.resolve("kept");
        Path one = bench("one.json", "--history", kept.toString());
        Path two = bench("two.json", "--option", "threads=1");
        noneNames(Files.readString(one), "the result");
        noneNames(kept);

        Path report = folder.resolve("report");
        assertThat(Main.run("report", one.toString(), two.toString(), "--out", report.toString()))
                .isEqualTo(Exit.DONE);
        noneNames(report);

        Path history = folder.resolve("history");
        assertThat(Main.run("history", kept.toString(), "--out", history.toString()))
                .isEqualTo(Exit.DONE);
        noneNames(history);

        CommandRun compare =
                CommandRun.of(
                        "compare",
                        one.toString(),
                        two.toString(),
                        "--allow-different",
                        "--json",
                        "-");
        noneNames(compare.out(), "what compare prints");
    }

    @Test
    void aRedactedAnalysisHoldsNoName() throws IOException {
        String model = SmallModels.named(folder).toString();
        for (String[] arguments :
                List.of(
                        new String[] {"analyze", model, "--redact"},
                        new String[] {"analyze", model, "--redact", "--json", "-", "--hash"},
                        new String[] {
                            "analyze", model, "--redact", "--json", "-", "--bind", "acme_users=3"
                        })) {
            CommandRun run = CommandRun.of(arguments);
            assertThat(run.exit()).isEqualTo(Exit.DONE);
            assertThat(run.out()).isNotBlank();
            noneNames(run.out(), String.join(" ", arguments));
        }
        Files.writeString(folder.resolve("acme-broken.onnx"), "no model");
        CommandRun broken =
                CommandRun.of(
                        "analyze",
                        model,
                        folder.resolve("acme-broken.onnx").toString(),
                        "--redact",
                        "--json",
                        "-");
        assertThat(broken.exit()).isEqualTo(Exit.FAILED);
        noneNames(broken.out(), "the line of a broken model");
    }

    @Test
    void whatTellsOfSingleNamesIsNotRedacted() throws IOException {
        String model = SmallModels.named(folder).toString();
        CommandRun run = CommandRun.of("analyze", model, "--redact", "--check-weights");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("--check-weights").contains("leave --redact out");
    }

    @Test
    void redactedFilesHoldNoName() throws IOException {
        Path out = card("--redact");
        noneNames(out);
        assertThat(files(out))
                .extracting(file -> file.getFileName().toString())
                .contains("card.md", "card.html", "card.json", "analysis.json", "measurement.json");
        assertThat(Files.readString(out.resolve("card.md")))
                .contains("`node-1`", "assay card MODEL --batches 2 --budget 4s --input ...");
    }

    @Test
    void aSummaryHoldsNoNodeAndLeavesNoRawFile() throws IOException {
        Path out = card("--summary-only");
        noneNames(out);
        assertThat(out.resolve("analysis.json")).doesNotExist();
        assertThat(out.resolve("measurement.json")).doesNotExist();
        assertThat(Files.readString(out.resolve("card.json"))).doesNotContain("node-1");
    }
}
