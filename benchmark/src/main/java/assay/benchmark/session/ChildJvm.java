package assay.benchmark.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a main class of ours in a Java process of its own and waits for it. If this process is
/// interrupted, the child is ended.
public final class ChildJvm {

    /// What every process that runs models is started with, apart from its paths. The heap holds no
    /// tensor: those lie in native memory. The compiler is left whole: a call of a microsecond is
    /// 10 % longer where C2 is switched off, and one of a millisecond never makes it compile. A
    /// heap that runs out ends the process with those words, whichever thread it befalls.
    public static final List<String> ARGUMENTS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-Xms64m",
                    "-Xmx512m",
                    "-XX:+ExitOnOutOfMemoryError");

    private ChildJvm() {}

    /// Where such a process finds ONNX Runtime's libraries, and leaves its temporary files: ONNX
    /// Runtime makes a folder there, which stays behind when the process is killed.
    ///
    /// @param folder a temporary one, which whoever starts the process removes
    /// @throws IOException if the libraries cannot be unpacked
    public static List<String> paths(Path folder) throws IOException {
        return List.of(
                "-D" + NativeLibraries.PATH_PROPERTY + "=" + NativeLibraries.folder(),
                "-Djava.io.tmpdir=" + folder);
    }

    /// Runs `main` with `folder` as its argument.
    ///
    /// @param folder a temporary one; what the process prints is left there as `output.txt`
    /// @param properties such as `-Dname=value`
    /// @return null if it ended by itself with code 0, else what happened, in a few words
    public static @Nullable String run(
            Class<?> main, Path folder, List<String> properties, Duration limit)
            throws IOException {
        Path said = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ARGUMENTS);
        command.addAll(paths(folder));
        command.addAll(properties);
        command.add(main.getName());
        command.add(folder.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // In the environment: ONNX Runtime 1.29 crashes where the command line exceeds 4 KiB.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        Thread hook = new Thread(process::destroyForcibly, "child-outlives-nobody");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return "it took longer than " + limit.toSeconds() + " s";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + main.getSimpleName(), e);
        } finally {
            process.destroyForcibly();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // the virtual machine is going down: the hook does its work
            }
        }
        int code = process.exitValue();
        return code == 0 ? null : ended(code, said);
    }

    private static String ended(int code, Path said) throws IOException {
        if (code > 128) {
            return "the process was ended by signal " + (code - 128);
        }
        List<String> lines = Files.readAllLines(said);
        return "the process ended with code "
                + code
                + ": "
                + (lines.isEmpty() ? "no word" : lines.getFirst());
    }
}
