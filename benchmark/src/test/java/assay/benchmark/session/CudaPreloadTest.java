package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.telemetry.CDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That a process which opens a CUDA session loads the libraries of Assay's cache first, in the
/// order in which they need each other. The libraries are doubles that note their loading, and the
/// session fails: there is no provider.
class CudaPreloadTest {
    @TempDir Path folder;

    /// What the process under test does.
    public static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) {
            try {
                ModelSession.open(
                                Path.of(arguments[0]),
                                new Provider.Cuda(0),
                                RuntimeOptions.DEFAULTS)
                        .close();
            } catch (BenchmarkException _) {
                // no CUDA here: what was loaded before is on record
            }
        }
    }

    @Test
    void theCachesLibrariesAreLoadedBeforeTheFirstCudaSession() throws Exception {
        Assumptions.assumeTrue(CudaLibraries.isSupported(), "CUDA's set is for Linux on x86-64");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path set = Files.createDirectory(CudaSet.folder(cache));
        for (String soname : CudaSet.LOAD_ORDER) {
            CDouble.compile(
                    "library_double.c",
                    set.resolve(soname),
                    "-DLABEL=\"" + soname + "\"",
                    "-DNEWER");
        }
        Path loaded = folder.resolve("loaded");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ChildJvm.ARGUMENTS);
        command.addAll(ChildJvm.paths(folder));
        command.addAll(List.of(Opening.class.getName(), folder.resolve("m.onnx").toString()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "CLASSPATH", System.getProperty("java.class.path"),
                                "ASSAY_CACHE", cache.toString(),
                                "ASSAY_LOADED", loaded.toString()));
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
        assertThat(Files.readAllLines(loaded)).isEqualTo(CudaSet.LOAD_ORDER);
    }
}
