package assay.benchmark.calibrate;

import assay.analyzer.onnx.OnnxWriter;
import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.Noise;
import assay.benchmark.session.NativeLibraries;
import assay.benchmark.telemetry.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What A/A runs told of this machine, kept by machine and provider.
public final class NoiseCache {

    private NoiseCache() {}

    private static Path file(Path folder, Machine machine, String provider) {
        return folder.resolve(machine.key() + "-" + provider.replace(':', '-') + ".json");
    }

    private static Path folder() {
        return NativeLibraries.cache().resolve("noise");
    }

    /// What is kept of this machine; empty where there is nothing, or it cannot be read any more.
    public static Optional<Noise> load(String provider) {
        return load(file(folder(), Machine.of(Host.read()), provider));
    }

    static Optional<Noise> load(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Noise noise = Json.read(file, Noise.class);
            return Noise.SCHEMA.equals(noise.schema()) ? Optional.of(noise) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Keeps it and returns its file.
    ///
    /// @throws IOException if the file cannot be written
    public static Path store(Noise noise) throws IOException {
        Path file = file(folder(), Machine.of(Host.read()), noise.provider());
        Files.createDirectories(folder());
        Json.write(file, noise);
        return file;
    }

    /// A model of one small node, whose run is nearly nothing but its call: 8 floats in, their
    /// positive parts out.
    ///
    /// @throws IOException if it cannot be written
    public static Path smallModel() throws IOException {
        Path file = NativeLibraries.cache().resolve("models").resolve("one-node.onnx");
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            OnnxWriter.write(
                    new Chain("one-node", 1, 8)
                            .then("Relu", List.of())
                            .rung(new Quantity.RunCost(), 1, 1, 8)
                            .model(),
                    file,
                    1);
        }
        return file;
    }
}
