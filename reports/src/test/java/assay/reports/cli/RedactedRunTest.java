package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A measured card with `--redact` and with `--summary-only`, every file of it searched for names.
class RedactedRunTest {

    @TempDir Path folder;

    private Path model() throws IOException {
        Path home = Files.createDirectories(folder.resolve("acme-lab"));
        ModelBuilder model = new ModelBuilder("acme-graph", 8, 17);
        Shape shape = Shape.of(Dim.symbol("acme_users"), Dim.of(64));
        model.input("acme_in", ElementType.FLOAT32, shape);
        model.weight("acme_w", Fill.Uniform.ofDeviation(0.5), 64, 64);
        model.node("/acme/MatMul", "MatMul", List.of("acme_in", "acme_w"), "acme_h");
        model.node("/acme/Relu", "Relu", List.of("acme_h"), "acme_out");
        model.output("acme_out", ElementType.FLOAT32, shape);
        Path file = home.resolve("acme-net.onnx");
        OnnxWriter.write(model.build(), file, 1);
        return file;
    }

    private static Path profile() {
        return Path.of(System.getProperty("assay.root"))
                .resolve("profiles")
                .resolve("cpu")
                .resolve("xeon-platinum-8480-plus.json");
    }

    private Path card(String... options) throws IOException {
        Path out = Files.createDirectories(folder.resolve("card" + options[0]));
        Files.writeString(out.resolve("analysis.json"), "of acme, by an earlier run");
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                        "card",
                                        model().toString(),
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
            String text =
                    Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            assertThat(text.contains("acme")).as(file + " names it").isFalse();
            assertThat(file.getFileName().toString()).doesNotContain("acme");
        }
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
