package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user has survives every command that is not told to replace it.
class OwnFilesTest {

    @TempDir Path folder;

    private Path model;
    private byte[] bytes;

    @BeforeEach
    void write() throws IOException {
        model = SmallModels.dense(folder.resolve("mine.onnx"));
        bytes = Files.readAllBytes(model);
    }

    private static CommandRun paperCard(Path out, String... more) {
        List<String> arguments =
                Stream.concat(
                                Stream.of(
                                        "card",
                                        "--no-measure",
                                        "--profile",
                                        "nvidia-t4-16gb",
                                        "--batches",
                                        "1",
                                        "--out",
                                        out.toString()),
                                Arrays.stream(more))
                        .toList();
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void aResultIsNeverWrittenOverAnInput() throws IOException {
        // by another spelling of the same path, too
        String spelt = folder.resolve("./mine.onnx").toString();
        for (List<String> command :
                List.of(
                        List.of("analyze", model.toString(), "--json", spelt),
                        List.of("bench", model.toString(), "--json", spelt),
                        List.of("compare", model.toString(), model.toString(), "--json", spelt),
                        List.of("validate", model.toString(), "--predictions", spelt))) {
            CommandRun run = CommandRun.of(command.toArray(String[]::new));
            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.USAGE);
            assertThat(run.err()).contains("that is an input; give another file");
            assertThat(Files.readAllBytes(model)).isEqualTo(bytes);
        }
    }

    @Test
    void aFileOfAResultsNameThatIsNoResultStays() throws IOException {
        Path mine = Files.writeString(folder.resolve("card.md"), "# My own card");
        CommandRun run = paperCard(folder, model.toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("card.md is there already and no result of Assay's");
        assertThat(mine).hasContent("# My own card");
        assertThat(folder.resolve("analysis.json")).doesNotExist();
    }

    @Test
    void aCardIsMadeAnewBesideFilesOfTheUser() throws IOException {
        Path out = folder.resolve("out");
        assertThat(paperCard(out, model.toString()).exit()).isEqualTo(Exit.DONE);
        Path notes = Files.writeString(out.resolve("notes.txt"), "mine");
        Files.writeString(out.resolve("card.md"), "stale");
        CommandRun again = paperCard(out, model.toString(), "--redact");
        assertThat(again.exit()).as(again.err()).isEqualTo(Exit.DONE);
        assertThat(out.resolve("card.md")).content().contains("# model-");
        assertThat(notes).hasContent("mine");
    }

    @Test
    void redactingTakesNoMeasurementAwayThatItIsMadeFrom() throws IOException {
        Path out = folder.resolve("out");
        assertThat(paperCard(out, model.toString()).exit()).isEqualTo(Exit.DONE);
        Path analysis = out.resolve("analysis.json");
        CommandRun run = paperCard(out, "--analysis", analysis.toString(), "--redact");
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("analysis.json: that is an input");
        assertThat(analysis).exists();
    }

    @Test
    void aMeasurementThatCannotBeReadLeavesTheCardThatWasThere() throws IOException {
        Path out = folder.resolve("out");
        assertThat(paperCard(out, model.toString()).exit()).isEqualTo(Exit.DONE);
        byte[] before = Files.readAllBytes(out.resolve("analysis.json"));
        CommandRun run =
                CommandRun.of(
                        "card",
                        model.toString(),
                        "--measurement",
                        folder.resolve("none.json").toString(),
                        "--redact",
                        "--out",
                        out.toString());
        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(run.err()).contains("none.json: there is no such file");
        assertThat(out.resolve("card.html")).exists();
        assertThat(out.resolve("analysis.json")).hasBinaryContent(before);
    }

    @Test
    void modelsOfOneNameGetAFolderEach() throws IOException {
        for (String each : List.of("a", "b")) {
            SmallModels.dense(Files.createDirectories(folder.resolve(each)).resolve("model.onnx"));
        }
        Path out = folder.resolve("out");
        CommandRun run =
                paperCard(
                        out,
                        folder.resolve("a/model.onnx").toString(),
                        folder.resolve("b/model.onnx").toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        assertThat(out.resolve("model/card.html")).exists();
        assertThat(out.resolve("model-2/card.html")).exists();
    }

    @Test
    void aModelNamedByDotsAloneLeadsNowhereElse() {
        SmallModels.dense(folder.resolve("...onnx"));
        Path out = folder.resolve("deep/out");
        CommandRun run = paperCard(out, model.toString(), folder.resolve("...onnx").toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        assertThat(out.resolve("model/card.html")).exists();
        assertThat(folder.resolve("deep/card.html")).doesNotExist();
    }

    @Test
    void anAnalysisThatFailsLeavesTheOneBefore() throws IOException {
        Path json = folder.resolve("analysis.json");
        assertThat(CommandRun.of("analyze", model.toString(), "--json", json.toString()).exit())
                .isEqualTo(Exit.DONE);
        byte[] before = Files.readAllBytes(json);
        Path broken = Files.write(folder.resolve("broken.onnx"), Arrays.copyOf(bytes, 100));
        CommandRun run = CommandRun.of("analyze", broken.toString(), "--json", json.toString());
        assertThat(run.exit()).isEqualTo(Exit.FAILED);
        assertThat(Files.readAllBytes(json)).isEqualTo(before);
    }
}
