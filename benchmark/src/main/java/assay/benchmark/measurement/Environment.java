package assay.benchmark.measurement;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where and with what was measured.
///
/// @param cpu name of the processor, with its cores
/// @param gpu name of the GPU; null without one
/// @param driver version of the GPU's driver; null without one
/// @param os operating system and kernel
/// @param hostMemoryBytes physical memory of the machine; null also in files of before it was kept
/// @param runtime ONNX Runtime, its version and build
/// @param libraries versions of the libraries that count, by name
/// @param deviceState how the GPU is set up, by name: `pcie`, `ecc`, `mig`, `powerLimit` and
///   others; what the driver does not tell is there with its reason. Empty on the CPU
/// @param jvm virtual machine and version
/// @param commandLine the command as given
/// @param time when the run began, ISO 8601, UTC
/// @param unknown reasons for what is null
public record Environment(
        @Nullable String cpu,
        @Nullable String gpu,
        @Nullable String driver,
        @Nullable String os,
        @Nullable Long hostMemoryBytes,
        @Nullable String runtime,
        SortedMap<String, String> libraries,
        SortedMap<String, String> deviceState,
        @Nullable String jvm,
        @Nullable String commandLine,
        @Nullable String time,
        SortedMap<String, String> unknown) {

    public Environment {
        libraries = new TreeMap<>(libraries);
        deviceState = deviceState == null ? new TreeMap<>() : new TreeMap<>(deviceState);
        unknown = new TreeMap<>(unknown);
    }
}
