package assay.benchmark.calibrate;

import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.NativeLibraries;
import assay.benchmark.session.Provider;
import assay.benchmark.telemetry.Host;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// What this host takes to start one node on a CUDA device: the slope between two chains of
/// additions of eight floats, whose own time on the device is less. It differs twofold between
/// hosts, and decides the latency of models of many small nodes.
///
/// @param device as the driver names it
/// @param host name of the processor
/// @param runtime version of ONNX Runtime
/// @param seconds of a node
/// @param spread relative half-width of the middle 80 % of the longer chain's runs
public record DispatchCost(
        String device, String host, String runtime, double seconds, double spread) {

    private static final int FEW = 100;
    private static final int MANY = 400;

    public DispatchCost {
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("a node of " + seconds + " seconds");
        }
    }

    /// Times both chains, twice in turns.
    ///
    /// @param device as the driver names it
    /// @param budgetSeconds how long it may take, about
    /// @throws BenchmarkException if the provider does not run them
    public static DispatchCost measure(Provider provider, String device, double budgetSeconds) {
        Rung few = Rungs.tiny(new Quantity.NodeCost(), FEW);
        Rung many = Rungs.tiny(new Quantity.NodeCost(), MANY);
        try {
            Path folder = Files.createTempDirectory("assay-dispatch");
            try {
                RungTimer timer = new RungTimer(folder, provider);
                RungTime first = timer.time(few, 1, budgetSeconds / 4);
                RungTime second = timer.time(many, 1, budgetSeconds / 4);
                first = first.with(timer.time(few, 1, budgetSeconds / 4));
                second = second.with(timer.time(many, 1, budgetSeconds / 4));
                return new DispatchCost(
                        device,
                        Host.read().cpuName(),
                        NativeLibraries.version(),
                        NodeSlope.seconds(List.of(first, second)),
                        second.spread());
            } finally {
                Calibration.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchmarkException(
                    BenchmarkException.Kind.FAILED, "cannot write the models to time: " + e, e);
        }
    }

    /// What was kept for that device on this host with this runtime.
    public static Optional<DispatchCost> load(String device) {
        return load(folder(), device, Host.read().cpuName(), NativeLibraries.version());
    }

    static Optional<DispatchCost> load(Path folder, String device, String host, String runtime) {
        Path file = file(folder, device, host, runtime);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(
                    new DispatchCost(
                            device,
                            host,
                            runtime,
                            Double.parseDouble(properties.getProperty("seconds", "")),
                            Double.parseDouble(properties.getProperty("spread", ""))));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Keeps it for this host and returns its file.
    ///
    /// @throws IOException if the file cannot be written
    public Path store() throws IOException {
        return store(folder());
    }

    Path store(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = file(folder, device, host, runtime);
        List<String> lines = new ArrayList<>();
        lines.add("# seconds that this host takes to start a node on " + Machine.kebab(device));
        lines.add("seconds=" + seconds);
        lines.add("spread=" + spread);
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(String.join("\n", lines) + "\n");
        }
        return file;
    }

    private static Path folder() {
        return NativeLibraries.cache().resolve("dispatch");
    }

    private static Path file(Path folder, String device, String host, String runtime) {
        return folder.resolve(
                Machine.kebab(device + " on " + host + " onnxruntime " + runtime) + ".properties");
    }
}
