package assay.benchmark.session;

import assay.benchmark.session.BenchmarkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The provider that a model is run on, and why it is not CUDA where it is not.
///
/// @param whyNotCuda one sentence, or null where CUDA is used or the CPU was asked for
public record Placement(Provider provider, @Nullable String whyNotCuda) {

    /// The first process on a device loads the driver's modules and may compile kernels.
    private static final Duration LIMIT = Duration.ofMinutes(3);

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

    /// Null where `provider` runs a tiny model, else why it does not, in one sentence or two. It is
    /// tried in a process of its own: this one would keep a context on the device for good, which
    /// takes memory there and looks like another's.
    public static @Nullable String whyNot(Provider provider) {
        if (provider instanceof Provider.Cuda
                && NativeLibraries.flavour() == NativeLibraries.Flavour.CPU) {
            return "CUDA is not used: ONNX Runtime's CPU build is on the class path, which the"
                    + " launcher takes where it finds no NVIDIA driver.";
        }
        try (TemporaryFolder folder = TemporaryFolder.create("assay-probe")) {
            return tried(provider, folder.path());
        } catch (IOException e) {
            return "CUDA is not used: it could not be tried: " + e;
        }
    }

    private static @Nullable String tried(Provider provider, Path folder) throws IOException {
        String died =
                ChildJvm.run(
                        ProbeMain.class,
                        folder,
                        List.of("-D" + ProbeMain.PROVIDER + "=" + provider),
                        LIMIT);
        Path said = folder.resolve(ProbeMain.SAID);
        if (Files.exists(said)) {
            return "CUDA is not used: " + told(Files.readString(said));
        }
        return died == null ? null : "CUDA is not used: trying it out failed: " + died + ".";
    }

    /// What ONNX Runtime said, told as what is wrong and what to do; and what did not load before.
    private static String told(String said) {
        CudaDiagnosis diagnosis = CudaDiagnosis.of(said);
        String preloads =
                said.lines()
                        .filter(line -> line.contains(CudaLibraries.NOT_LOADED))
                        .map(line -> " " + line + ".")
                        .collect(Collectors.joining());
        return diagnosis.sentence() + " " + diagnosis.advice() + preloads;
    }
}
