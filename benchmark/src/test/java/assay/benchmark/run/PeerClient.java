package assay.benchmark.run;

import assay.benchmark.session.InputSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The plain C client of ONNX Runtime (`scripts/peer/peer.c`) as a process that has warmed up and
/// times runs until it is asked for what it found.
final class PeerClient implements AutoCloseable {

    private static final Pattern LEVELS =
            Pattern.compile("\"p05\": ([0-9.e-]+), \"p50\": ([0-9.e-]+)");

    /// Longer than any pair of processes takes.
    private static final String MOST_SECONDS = "120";

    private final Process process;
    private final BufferedReader said;

    private PeerClient(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Compiles it into `folder`.
    static Path compile(Path folder) throws IOException, InterruptedException {
        Path client = folder.resolve("peer");
        Process process =
                new ProcessBuilder(
                                Objects.requireNonNullElse(System.getenv("CC"), "cc"),
                                "-O2",
                                "-o",
                                client.toString(),
                                "../scripts/peer/peer.c",
                                "-ldl")
                        .inheritIO()
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("cannot compile the C client");
        }
        return client;
    }

    /// Starts it and waits until it times.
    ///
    /// @param bound whether values are bound once, as the device-resident span's are
    static PeerClient start(
            Path client,
            Path library,
            Path model,
            int threads,
            List<InputSpec> inputs,
            List<String> outputs,
            boolean bound)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(client.toString()));
        if (bound) {
            command.add("bound");
        }
        command.addAll(
                List.of(
                        library.toString(),
                        model.toString(),
                        Integer.toString(threads),
                        MOST_SECONDS));
        inputs.forEach(input -> command.add(spelled(input)));
        command.add("--");
        command.addAll(outputs);
        PeerClient started =
                new PeerClient(new ProcessBuilder(command).redirectErrorStream(true).start());
        String line = started.said.readLine();
        if (!"timing".equals(line)) {
            throw new IOException(command + " said: " + line);
        }
        return started;
    }

    private static String spelled(InputSpec input) {
        return input.name()
                + "="
                + (input.type().name().startsWith("FLOAT") ? "float" : "int64")
                + ":"
                + input.shape().stream().map(String::valueOf).collect(Collectors.joining("x"))
                + ":"
                + input.low()
                + ":"
                + input.high();
    }

    long pid() {
        return process.pid();
    }

    /// Ends the timing and returns its median and fastest twentieth.
    Levels end() throws IOException {
        process.toHandle().destroy(); // the process's own would close what it is read from
        String line = String.valueOf(said.readLine());
        Matcher matcher = LEVELS.matcher(line);
        if (!matcher.find()) {
            throw new IOException("the C client said: " + line);
        }
        return new Levels(
                Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(1)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
