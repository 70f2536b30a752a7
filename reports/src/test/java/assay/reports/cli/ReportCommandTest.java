package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportCommandTest {

    @TempDir static Path folder;

    private static String card;
    private static String file;
    private static String other;

    @BeforeAll
    static void measure() {
        Path dense = SmallModels.dense(folder.resolve("dense.onnx"));
        Path wide = SmallModels.wide(folder.resolve("wide.onnx"), 64);
        card = SmallResults.card(dense, folder.resolve("card")).toString();
        file = SmallResults.bench(wide, folder.resolve("wide.json"), "2").toString();
        other = SmallResults.bench(wide, folder.resolve("other.json"), "4").toString();
    }

    private static CommandRun report(String out, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--out";
        all[all.length - 1] = folder.resolve(out).toString();
        return CommandRun.of(all);
    }

    private static JsonNode json(String out) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(folder.resolve(out).resolve("report.json")));
    }

    @Test
    void aCardAndAFileStandBesideEachOther() throws IOException {
        Path quality = folder.resolve("accuracy.csv");
        Files.writeString(quality, "result,accuracy\ndense,0.7\n" + file + ",0.8\n");
        CommandRun run = report("both", card, file, "--quality", quality.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        assertThat(run.out().strip()).isEqualTo(folder.resolve("both/report.html").toString());
        JsonNode report = json("both");
        assertThat(report.get("results").valueStream().map(r -> r.get("label").stringValue()))
                .containsExactly("dense", "wide");
        assertThat(report.get("results").valueStream().map(r -> r.get("quality").doubleValue()))
                .containsExactly(0.7, 0.8);
        assertThat(report.get("batches").get(0).get("lines").get(1).get("ratio").doubleValue())
                .isPositive();
        assertThat(folder.resolve("both/report.html"))
                .content()
                .contains("Latency against accuracy", "dense", "wide");
        assertThat(folder.resolve("both/report.md")).content().contains("charts/trade-off-2.png");
        assertThat(folder.resolve("both/charts/trade-off-2.png")).isNotEmptyFile();
    }

    /// The two models differ by one node: `wide` ends in a ReduceMax. Only the card's folder holds
    /// a model's structure.
    @Test
    void graphsAreComparedWhereBothAreAtHand() throws IOException {
        Path wide = folder.resolve("wide.onnx");
        Path second = SmallResults.card(wide, folder.resolve("second"));
        assertThat(report("graphs", card, second.toString()).exit()).isEqualTo(Exit.DONE);
        JsonNode difference = json("graphs").get("differences").get(0);
        assertThat(difference.get("nodesAdded").intValue()).isEqualTo(1);
        assertThat(difference.get("nodesRemoved").intValue()).isZero();
        assertThat(difference.get("operators").get("ReduceMax").intValue()).isEqualTo(1);
        report("no-graphs", card, file);
        assertThat(json("no-graphs").get("differences")).isEmpty();
    }

    @Test
    void resultsWithoutABatchSizeInCommonMakeNoComparison() {
        CommandRun run = report("apart", file, other);
        assertThat(run.exit()).isEqualTo(Exit.INVALID_MEASUREMENT);
        assertThat(folder.resolve("apart/report.md"))
                .content()
                .contains("No batch size was measured in two of the results.");
    }

    @Test
    void whatIsNoResultIsNamed() throws IOException {
        CommandRun one = report("bad", file);
        assertThat(one.exit()).isEqualTo(Exit.USAGE);

        CommandRun missing = report("bad", file, folder.resolve("none").toString());
        assertThat(missing.exit()).isEqualTo(Exit.USAGE);
        assertThat(missing.err()).contains("none: there is no measurement");

        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandRun noCard = report("bad", file, empty.toString());
        assertThat(noCard.exit()).isEqualTo(Exit.USAGE);
        assertThat(noCard.err()).contains("empty: there is no measurement");

        Path odd = Files.writeString(folder.resolve("odd.json"), "{\"schema\": \"other\"}");
        CommandRun strange = report("bad", file, odd.toString());
        assertThat(strange.exit()).isEqualTo(Exit.FAILED);
        assertThat(strange.err()).contains("odd.json").doesNotContain("\tat ");

        Path cut = Files.writeString(folder.resolve("cut.json"), "{\"schema\": ");
        CommandRun broken = report("bad", file, cut.toString());
        assertThat(broken.exit()).isEqualTo(Exit.FAILED);
        assertThat(broken.err()).contains("cut.json").doesNotContain("\tat ");
    }

    @Test
    void aQualityFileThatNamesNothingOrCannotBeReadIsRefused() throws IOException {
        Path strangers = folder.resolve("strangers.csv");
        Files.writeString(strangers, "result,accuracy\nvgg,0.7\n");
        CommandRun none = report("bad", card, file, "--quality", strangers.toString());
        assertThat(none.exit()).isEqualTo(Exit.USAGE);
        assertThat(none.err()).contains("names none of the results", "dense", "wide");

        CommandRun missing =
                report("bad", card, file, "--quality", folder.resolve("none.csv").toString());
        assertThat(missing.exit()).isEqualTo(Exit.FAILED);
        assertThat(missing.err()).contains("none.csv: there is no such file");

        Path words = Files.writeString(folder.resolve("words.csv"), "result,x\ndense,good\n");
        CommandRun bad = report("bad", card, file, "--quality", words.toString());
        assertThat(bad.exit()).isEqualTo(Exit.FAILED);
        assertThat(bad.err()).contains("words.csv, line 2", "RESULT,NUMBER");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnythingIsRead() throws IOException {
        Files.writeString(folder.resolve("in-the-way"), "");
        CommandRun run = report("in-the-way/report", "none.json", "none.json");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("--out").contains("nothing can be written there");
    }
}
