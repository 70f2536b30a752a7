package assay.reports.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line in a process of its own, so that limits can be set on it and signals sent.
///
/// @param process that runs it
/// @param said what it prints, both streams
record Child(Process process, Path said) {

    /// Starts `assay ARGUMENTS` under a shell's `ulimit LIMIT`; no limit where it is empty.
    static Child start(Path folder, String limit, List<String> jvm, String... arguments)
            throws IOException {
        return after(folder, limit.isEmpty() ? "" : "ulimit " + limit, jvm, arguments);
    }

    /// Starts `assay ARGUMENTS` in the shell that has run `before`; without a shell where it is
    /// empty.
    static Child after(Path folder, String before, List<String> jvm, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (!before.isEmpty()) {
            command.addAll(List.of("bash", "-c", before + "; exec \"$@\"", "bash"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-Djava.awt.headless=true"));
        command.addAll(jvm);
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new Child(builder.start(), said);
    }

    /// Its exit code; it is ended after five minutes, which no case here takes.
    int exit() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the command hangs");
        }
        return process.exitValue();
    }

    String text() throws IOException {
        return Files.readString(said);
    }
}
