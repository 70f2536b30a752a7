package assay.benchmark.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A C double of one of the driver's libraries, compiled into a folder, and the system property
/// that has it loaded in the place of the true one.
public final class CDouble implements AutoCloseable {
    private final String property;

    private CDouble(String property) {
        this.property = property;
    }

    /// NVML.
    ///
    /// @param folder an empty one, so that each test loads a library of its own
    /// @param script lines of the language that the C file describes
    /// @param flags for the compiler, such as `-DOLD_DRIVER`
    public static CDouble nvml(Path folder, String script, String... flags)
            throws IOException, InterruptedException {
        return install(
                "nvml_double.c", folder.resolve("libnvidia-ml.so.1"), script, "assay.nvml", flags);
    }

    /// CUDA's driver library.
    ///
    /// @param busIds in CUDA's order
    public static CDouble cuda(Path folder, String... busIds)
            throws IOException, InterruptedException {
        String script = String.join("\n", busIds) + "\n";
        return install("cuda_double.c", folder.resolve("libcuda.so.1"), script, "assay.cuda");
    }

    private static CDouble install(
            String source, Path library, String script, String property, String... flags)
            throws IOException, InterruptedException {
        compile(source, library, flags);
        Files.writeString(library.resolveSibling(library.getFileName() + ".script"), script);
        System.setProperty(property, library.toString());
        return new CDouble(property);
    }

    /// Compiles a C file of the tests into a shared library.
    public static void compile(String source, Path library, String... flags)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wno-parentheses"));
        command.addAll(List.of(flags));
        Path file = Path.of(System.getProperty("assay.root"), "benchmark/src/test/c", source);
        command.addAll(List.of("-o", library.toString(), file.toString(), "-ldl"));
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("no C compiler 'cc': the double is left out: " + e.getMessage());
            return;
        }
        String output = new String(compiler.getInputStream().readAllBytes());
        if (compiler.waitFor() != 0) {
            throw new AssertionError(source + " does not compile:\n" + output);
        }
    }

    @Override
    public void close() {
        System.clearProperty(property);
    }
}
