package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs Assay's commands; what each says goes to a log of its own.
///
/// @param launcher `scripts/assay`
/// @param folder for the logs
record Assay(Path launcher, Path folder) {
    private static final int MINUTES = 30;

    /// Runs a command, which must succeed, and returns what it said.
    String run(String log, List<String> arguments) throws IOException, InterruptedException {
        return run(log, arguments, List.of(0));
    }

    String run(String log, String... arguments) throws IOException, InterruptedException {
        return run(log, List.of(arguments));
    }

    /// Runs a command, which must end with one of these exit codes, and returns what it said.
    String run(String log, List<String> arguments, List<Integer> exits)
            throws IOException, InterruptedException {
        Path file = folder.resolve(log + ".log");
        int exit = execute(command(arguments), file);
        String said = Files.readString(file);
        Refuted.unless(
                exits.contains(exit),
                "assay " + arguments.getFirst() + " ended with " + exit + " (" + lastLine(said)
                        + "); see " + file.getFileName());
        return said;
    }

    /// A command that goes on beside others until it is closed.
    Running start(String log, String... arguments) throws IOException {
        var process =
                new ProcessBuilder(command(List.of(arguments)))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(log + ".log").toFile())
                        .start();
        process.getOutputStream().close();
        return new Running(process);
    }

    /// Ends when closed, and what it started with it.
    record Running(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        return command;
    }

    private static int execute(List<String> command, Path log)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new Refuted(
                    "it did not end within " + MINUTES + " minutes; see " + log.getFileName());
        }
        return process.exitValue();
    }

    private static String lastLine(String said) {
        return said.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last).strip();
    }

    /// What another program prints, or nothing where it is not there.
    static List<String> lines(String... command) throws IOException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new String(process.getInputStream().readAllBytes()).lines().toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
