package assay.benchmark.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process that tries a provider out: whatever the driver does, and the device memory that it
/// takes for a process, end with it.
public final class ProbeMain {

    /// What ONNX Runtime said, where the provider does not work.
    static final String SAID = "probe.txt";

    /// System property: the provider to try.
    static final String PROVIDER = "assay.probe";

    private ProbeMain() {}

    /// Takes the folder for what it has to say.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Provider provider = Provider.parse(System.getProperty(PROVIDER));
        try {
            probe(folder.resolve("probe.onnx"), provider);
        } catch (BenchmarkException e) {
            Throwable cause = e.getCause();
            String said = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
            for (String failure : CudaPreload.failures()) {
                said += "\n" + failure;
            }
            Files.writeString(folder.resolve(SAID), said);
        }
    }

    /// Opens a tiny model, written to `file`, and runs it.
    private static void probe(Path file, Provider provider) throws IOException {
        Files.write(file, ProbeModel.bytes());
        try (ModelSession session = ModelSession.open(file, provider, RuntimeOptions.DEFAULTS);
                BoundRun run = session.bind(ProbeModel.inputs(), 1)) {
            run.run();
        }
    }
}
