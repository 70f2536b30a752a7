package assay.benchmark.session;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why ONNX Runtime's CUDA provider does not work here, told from the text of its exception.
///
/// The provider options must have been given as an `OrtCUDAProviderOptions`: `addCUDA(int)` hides
/// the cause.
public sealed interface CudaDiagnosis {

    /// The jar on the class path has no CUDA provider.
    record CpuBuild() implements CudaDiagnosis {}

    /// A CUDA library that the provider is linked with was not found.
    ///
    /// @param library its soname or DLL
    record LibraryMissing(String library) implements CudaDiagnosis {}

    /// A CUDA library was found and is of the wrong version.
    ///
    /// @param symbol what it lacks
    /// @param library its soname
    record LibraryTooOld(String symbol, String library) implements CudaDiagnosis {}

    /// The CUDA libraries are there, the driver's is not.
    record NoDriver() implements CudaDiagnosis {}

    /// The driver runs and shows no device.
    record NoDevice() implements CudaDiagnosis {}

    /// The driver is older than the CUDA libraries.
    record DriverTooOld() implements CudaDiagnosis {}

    /// The device has no room.
    record OutOfMemory() implements CudaDiagnosis {}

    /// Another CUDA call failed.
    ///
    /// @param code CUDA's error number
    /// @param text CUDA's words for it
    record CudaFailure(int code, String text) implements CudaDiagnosis {}

    /// Nodes without a CUDA kernel, and leaving them to the CPU was forbidden.
    record FallbackForbidden() implements CudaDiagnosis {}

    /// A text that is not known here.
    ///
    /// @param text its first line
    record Unrecognized(String text) implements CudaDiagnosis {}

    /// Reads the message of the exception that ONNX Runtime threw.
    static CudaDiagnosis of(String message) {
        if (message.contains("Failed to find CUDA shared provider")) {
            return new CpuBuild();
        }
        if (message.contains("explicitly disabled by the user")) {
            return new FallbackForbidden();
        }
        Matcher missing = Texts.MISSING.matcher(message);
        if (missing.find()) {
            String library = missing.group(1) == null ? missing.group(2) : missing.group(1);
            return library.startsWith("libcuda.so") || library.equals("nvcuda.dll")
                    ? new NoDriver()
                    : new LibraryMissing(library);
        }
        Matcher symbol = Texts.SYMBOL.matcher(message);
        if (symbol.find()) {
            return new LibraryTooOld(symbol.group(1), symbol.group(2));
        }
        Matcher failure = Texts.FAILURE.matcher(message);
        if (failure.find()) {
            return ofCode(failure.group(1), failure.group(2).strip());
        }
        return new Unrecognized(message.lines().findFirst().orElse("").strip());
    }

    private static CudaDiagnosis ofCode(String code, String text) {
        return switch (code) {
            case "2" -> new OutOfMemory();
            case "35" -> new DriverTooOld();
            case "100" -> new NoDevice();
            default -> new CudaFailure(code.length() > 9 ? -1 : Integer.parseInt(code), text);
        };
    }

    /// What is wrong, in one sentence.
    default String sentence() {
        return switch (this) {
            case CpuBuild _ ->
                    "The ONNX Runtime in use is the CPU build, which has no CUDA provider.";
            case LibraryMissing(String library) ->
                    "The CUDA library " + library + " was not found on this machine.";
            case LibraryTooOld(String symbol, String library) ->
                    "The CUDA library "
                            + library
                            + " that was found is too old: it has no "
                            + symbol
                            + ".";
            case NoDriver _ -> "The NVIDIA driver's CUDA library was not found on this machine.";
            case NoDevice _ -> "The NVIDIA driver runs, but it shows no CUDA device.";
            case DriverTooOld _ ->
                    "The NVIDIA driver is older than the CUDA libraries that were found.";
            case OutOfMemory _ -> "The device ran out of memory.";
            case CudaFailure(int code, String text) ->
                    "CUDA failed with error " + code + ": " + text + ".";
            case FallbackForbidden _ ->
                    "Some nodes have no CUDA kernel, and running them on the CPU was forbidden.";
            case Unrecognized(String text) -> "The CUDA provider failed: " + text;
        };
    }

    /// What to do about it, in one sentence.
    default String advice() {
        return switch (this) {
            case CpuBuild _ ->
                    "Start through scripts/assay, which takes the GPU build where an NVIDIA driver is present.";
            case LibraryMissing(String library) ->
                    isCudnn(library)
                            ? "Install cuDNN 9 for CUDA 12, or run 'assay doctor --install-cuda'."
                            : "Install CUDA 12 with cuDNN 9, or run 'assay doctor --install-cuda'; put their folder on LD_LIBRARY_PATH if they lie elsewhere.";
            case LibraryTooOld _ ->
                    "Install CUDA 12.9, or run 'assay doctor --install-cuda', and take older CUDA folders off LD_LIBRARY_PATH.";
            case NoDriver _ ->
                    "Install the NVIDIA driver; in a container, start it with the GPU passed through.";
            case NoDevice _ ->
                    "Check CUDA_VISIBLE_DEVICES, that nvidia-smi lists the GPU, and that a container was started with it.";
            case DriverTooOld _ ->
                    "Update the NVIDIA driver to one that serves CUDA 12.9 or newer.";
            case OutOfMemory _ -> "Close other programs on the GPU, or take a smaller batch.";
            case CudaFailure _ ->
                    "Run 'assay doctor' and nvidia-smi; a device that fails every call needs a reset or a reboot.";
            case FallbackForbidden _ ->
                    "Leave --strict out to let them run on the CPU; the card then names them.";
            case Unrecognized _ ->
                    "Run 'assay doctor' to see which part of the CUDA path is missing.";
        };
    }

    private static boolean isCudnn(String library) {
        return library.toLowerCase(Locale.ROOT).contains("cudnn");
    }

    /// The texts that are looked for.
    final class Texts {
        /// The dynamic linker's words on Linux, ONNX Runtime's own on Windows.
        static final Pattern MISSING =
                Pattern.compile(
                        "(lib[^\\s:/]+\\.so[^\\s:/]*): cannot open shared object file"
                                + "|which depends on \"([^\"]+)\" which is missing");

        static final Pattern SYMBOL = Pattern.compile("undefined symbol: (\\w+), version (\\S+)");
        static final Pattern FAILURE = Pattern.compile("CUDA failure (\\d+): ([^;]+) ;");

        private Texts() {}
    }
}
