package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that opens a model without having been told where the libraries lie takes those of the
/// cache, and does not unpack them anew: that takes seconds with the CUDA build.
class NativeLoadingTest {

    private static final Path MAPS = Path.of("/proc/self/maps");

    @TempDir Path folder;

    /// What such a process does; prints the files that it has mapped.
    static final class Opening {

        private Opening() {}

        public static void main(String[] arguments) throws IOException {
            Path model = Files.write(Path.of(arguments[0]), ProbeModel.bytes());
            ModelSession.open(model, new Provider.Cpu(), RuntimeOptions.DEFAULTS).close();
            Files.readAllLines(MAPS).stream()
                    .filter(line -> line.contains("libonnxruntime.so"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .forEach(System.out::println);
        }
    }

    @Test
    void theLibrariesAreThoseOfTheCache() throws Exception {
        assumeTrue(Files.isReadable(MAPS), "this system does not show what a process has mapped");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder,
                        Opening.class.getName(),
                        folder.resolve("probe.onnx").toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .isEqualTo(NativeLibraries.folder().resolve("libonnxruntime.so").toString());
        // nothing but the model is left in the temporary folder
        try (var left = Files.list(folder)) {
            assertThat(left).extracting(Path::getFileName).containsExactly(Path.of("probe.onnx"));
        }
    }
}
