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

class HistoryCommandTest {

    @TempDir static Path folder;

    private static Path kept;

    @BeforeAll
    static void measure() throws IOException {
        Path dense = SmallModels.dense(folder.resolve("dense.onnx"));
        kept = folder.resolve("kept");
        CommandRun run =
                CommandRun.of(
                        "bench",
                        dense.toString(),
                        "--batches",
                        "1",
                        "--budget",
                        "2s",
                        "--history",
                        kept.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        assertThat(run.err()).contains("kept in " + kept);
        // a second one, put there by hand in a folder of its own
        Path inside = Files.createDirectories(kept.resolve("by-hand"));
        SmallResults.bench(dense, inside.resolve("second.json"), "1");
        Files.writeString(inside.resolve("notes.json"), "{\"about\": \"nothing\"}");
        Files.writeString(inside.resolve("readme.txt"), "no result");
    }

    @Test
    void listsWhatIsKeptByModelAndDevice() {
        CommandRun run = CommandRun.of("history", kept.toString());
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out())
                .contains("dense on ")
                .containsPattern("batch 1 +2 results +newest .* one of too few to tell");
        assertThat(run.err()).contains("notes.json").doesNotContain("readme.txt");
    }

    @Test
    void printsJson() throws IOException {
        CommandRun run = CommandRun.of("history", kept.toString(), "--json");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        JsonNode history = JsonMapper.shared().readTree(run.out());
        assertThat(history.get("schema").stringValue()).isEqualTo("assay/history/1");
        assertThat(history.get("series")).hasSize(1);
        assertThat(history.get("series").get(0).get("results").intValue()).isEqualTo(2);
        assertThat(history.get("unread").propertyNames()).hasSize(1);
    }

    @Test
    void writesItsPages() throws IOException {
        Path out = folder.resolve("pages");
        CommandRun run = CommandRun.of("history", kept.toString(), "--out", out.toString());
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(out.resolve("history.html")).content().contains("dense on ");
        assertThat(out.resolve("history.md")).content().contains("charts/series-1-batch-1.png");
        assertThat(out.resolve("charts/series-1-batch-1.png")).isNotEmptyFile();
        assertThat(JsonMapper.shared().readTree(Files.readString(out.resolve("history.json"))))
                .isNotEmpty();
        assertThat(run.out().strip()).endsWith(out.resolve("history.html").toString());
    }

    @Test
    void anEmptyFolderHasNoResults() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandRun run = CommandRun.of("history", empty.toString());
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).contains("no results yet");
    }

    @Test
    void aFolderThatIsNoneIsRefused() throws IOException {
        CommandRun missing = CommandRun.of("history", folder.resolve("none").toString());
        assertThat(missing.exit()).isEqualTo(Exit.USAGE);
        assertThat(missing.err()).contains("none: there is no such folder");

        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(CommandRun.of("history", file.toString()).exit()).isEqualTo(Exit.USAGE);

        // without ASSAY_HISTORY, which the tests do not set
        CommandRun unnamed = CommandRun.of("history");
        assertThat(unnamed.exit()).isEqualTo(Exit.USAGE);
        assertThat(unnamed.err()).contains("give the folder", "ASSAY_HISTORY");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefused() throws IOException {
        Files.writeString(folder.resolve("in-the-way"), "");
        Path out = folder.resolve("in-the-way").resolve("out");
        CommandRun run = CommandRun.of("history", kept.toString(), "--out", out.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("nothing can be written there");
    }
}
