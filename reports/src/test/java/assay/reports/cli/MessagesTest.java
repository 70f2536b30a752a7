package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user is told: one sentence with the place and the reason, never a stack trace.
class MessagesTest {

    @TempDir Path folder;

    private static CommandRun refused(int exit, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).startsWith("assay: ").doesNotContain("\tat ");
        return run;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                                              | it is empty",
                "null                                            | it says null",
                "[]                                              | holds no measurement: another kind of value is wanted there",
                "{}                                              | 'schema' is missing",
                "{\"schema\": \"assay/measurement/1\"}             | 'model' is missing",
                "{\"schema\": \"assay/measurement/1\", \"model\": 7} | another kind of value is wanted at model",
                "<html>                                          | holds no measurement",
            })
    void whatIsNoMeasurementIsToldWithItsFile(String text, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("odd.json"), text);
        for (String command : new String[] {"compare", "report"}) {
            assertThat(refused(Exit.FAILED, command, file.toString(), file.toString()).err())
                    .contains("odd.json")
                    .contains(why);
        }
    }

    @Test
    void aFolderAndAFileOfBytesAreNamed() throws IOException {
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {'{', (byte) 0xFF, '}'});
        assertThat(refused(Exit.FAILED, "compare", folder.toString(), bytes.toString()).err())
                .contains(folder + ": is a folder, and a file is wanted");
        assertThat(refused(Exit.FAILED, "compare", bytes.toString(), bytes.toString()).err())
                .contains("bytes.json: is no text in UTF-8");
        assertThat(
                        refused(Exit.FAILED, "card", "--no-measure", "--analysis", bytes.toString())
                                .err())
                .contains("bytes.json: is no text in UTF-8");
        Path model = SmallModels.dense(folder.resolve("small.onnx"));
        assertThat(
                        refused(
                                        Exit.FAILED,
                                        "analyze",
                                        model.toString(),
                                        "--freeze-inputs",
                                        folder.resolve("none.pb").toString())
                                .err())
                .contains("none.pb: there is no such file");
        assertThat(
                        refused(
                                        Exit.FAILED,
                                        "analyze",
                                        model.toString(),
                                        "--profile",
                                        folder.resolve("none.json").toString())
                                .err())
                .contains("none.json: there is no such file")
                .doesNotContain("cannot be read");
    }

    /// Else the working folder and all models in it would be taken.
    @Test
    void anEmptyArgumentIsASlip() {
        assertThat(refused(Exit.USAGE, "analyze", "").err())
                .contains("argument 2 is empty: is a variable of the shell not set?");
    }

    @Test
    void aPlaceWhereNoFileCanBeMadeIsToldInWords() {
        Path proc = Path.of("/proc/x.onnx");
        assumeTrue(Files.isDirectory(proc.getParent()) && Files.isWritable(proc.getParent()));
        assertThat(refused(Exit.FAILED, "model", "resnet18", "-o", proc.toString()).err())
                .contains("cannot write /proc/x.onnx: no file can be made there")
                .doesNotContain("java.");
    }

    @Test
    void aBudgetBeyondAllMeasureIsASlip() {
        assertThat(refused(Exit.USAGE, "bench", "resnet18", "--budget", "1000h").err())
                .contains("--budget 1000h: give at most 277h");
    }

    /// Not after minutes of measuring: the budget here is far longer than a test may take.
    @Test
    void whatAComparisonCannotMeanIsRefusedBeforeItMeasures() throws IOException {
        String model = SmallModels.dense(folder.resolve("small.onnx")).toString();
        String lost = folder.resolve("none").resolve("c.json").toString();
        assertThat(refused(Exit.USAGE, run(model, "--margin", "3")).err())
                .contains("--margin 3: give a share such as 2%");
        assertThat(refused(Exit.USAGE, run(model, "--floor", "1")).err())
                .contains("--floor 1: give a time such as");
        assertThat(refused(Exit.USAGE, run(model, "--drift", "3%")).err())
                .contains("--drift is for files");
        assertThat(refused(Exit.USAGE, run(model, "--option", "threads=1,2")).err())
                .contains("takes one value of each key here");
        assertThat(refused(Exit.USAGE, run(model, "--json", "-", "--md", "-")).err())
                .contains("one of the two goes to a file");
        assertThat(refused(Exit.USAGE, "compare", model, model, "--quick").err())
                .contains("--quick says how to measure, which needs --run");
        assertThat(refused(Exit.USAGE, run(model, "--pairs", "x")).err())
                .contains("'x' is no whole number");
        assertThat(refused(Exit.USAGE, run(model, "--json", lost)).err())
                .contains("c.json: the folder to write it into does not exist");
        assertThat(refused(Exit.USAGE, run(model, "--md", folder.toString())).err())
                .contains("that is a folder");
        assertThat(
                        refused(
                                        Exit.USAGE,
                                        "bench",
                                        model,
                                        "--redact",
                                        "--budget",
                                        "1h",
                                        "--json",
                                        lost)
                                .err())
                .contains("c.json: the folder to write it into does not exist");
        assertThat(refused(Exit.USAGE, "calibrate", "--out", lost).err()).contains("c.json: ");
        assertThat(refused(Exit.USAGE, "calibrate", model).err())
                .contains("a MODEL is compared with itself by --noise");
    }

    private static String[] run(String model, String... more) {
        List<String> words = new ArrayList<>(List.of("compare", "--run", model, "--budget", "1h"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void aFolderNamedLikeABuiltInModelOrAProfileHidesNeither() throws IOException {
        assertThat(
                        refused(
                                        Exit.USAGE,
                                        "analyze",
                                        Files.createDirectory(folder.resolve("empty")).toString())
                                .err())
                .contains("empty: the folder holds no .onnx file");
        Path model = Path.of("bert_tiny");
        Path profile = Path.of("nvidia-h100-sxm5-80gb");
        assumeTrue(
                !Files.exists(model) && !Files.exists(profile),
                "files of these names lie in the working folder");
        Files.createDirectory(model);
        Files.createDirectory(profile);
        try {
            assertThat(ModelFiles.one("bert_tiny", 0)).isRegularFile();
            assertThat(Targets.named("nvidia-h100-sxm5-80gb").name()).contains("H100");
        } finally {
            Files.delete(model);
            Files.delete(profile);
        }
    }

    @Test
    void aFolderOfSeveralModelsIsNotOneModel() throws IOException {
        SmallModels.dense(folder.resolve("a.onnx"));
        SmallModels.dense(folder.resolve("b.onnx"));
        assertThat(refused(Exit.USAGE, "bench", folder.toString()).err())
                .contains("one model is wanted here, and the folder holds 2");
    }

    @Test
    void anAtSignIsPartOfAName() {
        Path model = SmallModels.dense(folder.resolve("@small.onnx"));
        CommandRun run = CommandRun.of("analyze", model.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        // relative to here there is no such file, and picocli would have looked for arguments in it
        assertThat(refused(Exit.FAILED, "analyze", "@absent.onnx").err())
                .contains("@absent.onnx: there is no such file");
    }

    @Test
    void numbersAreTheSameInEveryCountry() throws IOException {
        Path table =
                Files.writeString(
                        folder.resolve("t.csv"),
                        "gpu,op,dtype,batch,m,n,k,measured_ms\nT4,linear,fp32,1,1024,1024,1024,0.5\n");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String expected = CommandRun.of("validate", table.toString()).out();
            Locale.setDefault(Locale.GERMANY);
            assertThat(CommandRun.of("validate", table.toString()).out())
                    .containsPattern("\\d\\.\\d")
                    .isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aResultThatDoesNotFitOnTheDiskIsAFailure() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no device that is always full");
        assertThat(refused(Exit.FAILED, "analyze", "resnet18", "--json", full.toString()).err())
                .contains("/dev/full: No space left on device");
        ResultStream stream = ResultStream.of(full);
        PrintWriter writer = stream.writer();
        writer.println("result");
        Assertions.assertThatExceptionOfType(FileSystemException.class).isThrownBy(stream::check);
        assertThat(stream.isAbandoned()).isFalse();
    }

    @Test
    void aBoundBatchIsTheOneThatIsWeighed() {
        Path model = SmallModels.dense(folder.resolve("small.onnx"));
        String[] common = {
            "analyze", model.toString(), "--profile", "nvidia-t4-16gb", "--bind", "N=4"
        };
        CommandRun run = CommandRun.of(common);
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        // 2 x 4 rows x 16 x 16 products + 4 x 16 comparisons of Relu = 2112
        assertThat(run.out()).containsPattern("FLOPs +2,112 +at N=4").contains("batch 4 ");
        assertThat(run.out()).contains("largest batch    4 (the batch size is fixed)");
        String[] both = Arrays.copyOf(common, common.length + 2);
        both[common.length] = "--batches";
        both[common.length + 1] = "1,8";
        assertThat(refused(Exit.USAGE, both).err())
                .contains("--bind N=4: N is the batch size")
                .contains("give one of the two");
    }
}
