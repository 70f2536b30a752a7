package assay.benchmark.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Compiles the scripted C double of NVML into a folder and points `assay.nvml` at it.
final class NvmlDouble implements AutoCloseable {

    private NvmlDouble() {}

    /// @param folder an empty one, so that each test loads a library of its own
    /// @param script lines of the language that the C file describes
    /// @param flags for the compiler, such as `-DOLD_DRIVER`
    static NvmlDouble install(Path folder, String script, String... flags)
            throws IOException, InterruptedException {
        Path library = folder.resolve("libnvidia-ml.so.1");
        var command =
                new ArrayList<>(
                        List.of("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wno-parentheses"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", library.toString(), source().toString(), "-ldl"));
        Process compiler;
        try {
            compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Assumptions.abort("no C compiler 'cc': NVML is not tested: " + e.getMessage());
        }
        String output = new String(compiler.getInputStream().readAllBytes());
        if (compiler.waitFor() != 0) {
            throw new AssertionError("the NVML double does not compile:\n" + output);
        }
        Files.writeString(folder.resolve("libnvidia-ml.so.1.script"), script);
        System.setProperty("assay.nvml", library.toString());
        return new NvmlDouble();
    }

    private static Path source() {
        return Path.of(System.getProperty("assay.root"), "benchmark/src/test/c/nvml_double.c");
    }

    @Override
    public void close() {
        System.clearProperty("assay.nvml");
    }
}
