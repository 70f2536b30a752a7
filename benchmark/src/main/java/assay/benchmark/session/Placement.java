package assay.benchmark.session;

import assay.benchmark.session.BenchmarkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The provider that a model is run on, and why it is not CUDA where it is not.
///
/// @param whyNotCuda one sentence, or null where CUDA is used or the CPU was asked for
public record Placement(Provider provider, @Nullable String whyNotCuda) {

    /// Decides by trying: a device counts as working when a session of a tiny model opens on it and
    /// runs. What the library was compiled with proves nothing.
    ///
    /// @throws BenchmarkException of kind `PROVIDER` if CUDA was asked for by name and does not
    ///   work
    public static Placement choose(DeviceChoice choice) {
        return switch (choice) {
            case DeviceChoice.Exactly(Provider.Cpu cpu) -> new Placement(cpu, null);
            case DeviceChoice.Exactly(Provider.Cuda cuda) -> {
                String why = whyNot(cuda);
                if (why != null) {
                    throw new BenchmarkException(Kind.PROVIDER, why);
                }
                yield new Placement(cuda, null);
            }
            case DeviceChoice.Auto _ -> {
                Provider.Cuda cuda = new Provider.Cuda(0);
                String why = whyNot(cuda);
                yield why == null
                        ? new Placement(cuda, null)
                        : new Placement(new Provider.Cpu(), why);
            }
        };
    }

    /// Null where `provider` runs a tiny model, else why it does not, in one sentence.
    public static @Nullable String whyNot(Provider provider) {
        if (provider instanceof Provider.Cuda
                && NativeLibraries.flavour() == NativeLibraries.Flavour.CPU) {
            return "CUDA is not used: ONNX Runtime's CPU build is on the class path, which the"
                    + " launcher takes where it finds no NVIDIA driver.";
        }
        try {
            Path model = Files.createTempFile("assay-probe", ".onnx");
            try {
                Files.write(model, ProbeModel.bytes());
                probe(model, provider);
                return null;
            } finally {
                Files.deleteIfExists(model);
            }
        } catch (BenchmarkException e) {
            return "CUDA is not used: " + cause(e);
        } catch (IOException e) {
            return "CUDA is not used: the probe model could not be written: " + e;
        }
    }

    private static void probe(Path model, Provider provider) {
        try (ModelSession session = ModelSession.open(model, provider, RuntimeOptions.DEFAULTS);
                BoundRun run = session.bind(ProbeModel.inputs(), 1)) {
            run.run();
        }
    }

    /// What ONNX Runtime said, told as what is wrong and what to do.
    private static String cause(BenchmarkException e) {
        Throwable cause = e.getCause();
        CudaDiagnosis diagnosis =
                CudaDiagnosis.of(
                        String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        return diagnosis.sentence() + " " + diagnosis.advice();
    }
}
