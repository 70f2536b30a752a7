package assay.benchmark.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// ONNX Runtime's native libraries, taken out of its jar once and kept in a cache folder. Without
/// it every JVM, that is every fork, unpacks them anew: seconds with the CUDA build.
public final class NativeLibraries {

    /// The system property that tells ONNX Runtime where its libraries lie.
    public static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final String RESOURCES = "ai/onnxruntime/native/";

    private static final List<String> NAMES =
            List.of(
                    "onnxruntime",
                    "onnxruntime4j_jni",
                    "onnxruntime_providers_shared",
                    "onnxruntime_providers_cuda");

    /// Which build of ONNX Runtime is on the class path.
    public enum Flavour {
        CPU,
        GPU
    }

    private NativeLibraries() {}

    /// The build on the class path: GPU where it carries the CUDA provider for this machine.
    public static Flavour flavour() {
        return library("onnxruntime_providers_cuda") == null ? Flavour.CPU : Flavour.GPU;
    }

    /// Version of ONNX Runtime on the class path, or `unknown` where its jar does not say.
    public static String version() {
        String version =
                ai.onnxruntime.OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /// The folder that holds the libraries, unpacked now if they are not there yet.
    ///
    /// @throws IOException if the cache cannot be written, or the jar has nothing for this machine;
    ///   the message is one sentence for the user
    public static Path folder() throws IOException {
        return unpack(cache());
    }

    static Path unpack(Path cache) throws IOException {
        String name =
                version() + "-" + flavour().name().toLowerCase(Locale.ROOT) + "-" + platform();
        Path folder = cache.resolve("onnxruntime").resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        if (library(NAMES.getFirst()) == null) {
            throw new IOException(
                    "ONNX Runtime " + version() + " has no native library for " + platform());
        }
        try {
            Files.createDirectories(folder.getParent());
            Path fresh = Files.createTempDirectory(folder.getParent(), "." + name);
            try {
                copyTo(fresh);
            } catch (IOException e) {
                delete(fresh);
                throw e;
            }
            settle(fresh, folder);
            return folder;
        } catch (IOException e) {
            throw new IOException(
                    "ONNX Runtime cannot be unpacked into "
                            + cache
                            + " ("
                            + (e instanceof AccessDeniedException
                                    ? "permission denied"
                                    : e.getMessage())
                            + "); set ASSAY_CACHE to a folder that can be written",
                    e);
        }
    }

    private static void copyTo(Path folder) throws IOException {
        for (String library : NAMES) {
            URL url = library(library);
            if (url != null) {
                try (InputStream in = url.openStream()) {
                    Files.copy(in, folder.resolve(System.mapLibraryName(library)));
                }
            }
        }
    }

    /// Moves the finished folder into place; if another process was quicker, its copy stands.
    private static void settle(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            delete(fresh);
        } catch (IOException e) {
            delete(fresh);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// Where Assay keeps what it can make again: `ASSAY_CACHE`, else the platform's cache folder.
    public static Path cache() {
        String own = System.getenv("ASSAY_CACHE");
        if (own != null && !own.isBlank()) {
            return Path.of(own);
        }
        String local = System.getenv("LOCALAPPDATA");
        if (System.getProperty("os.name").startsWith("Windows") && local != null) {
            return Path.of(local, "assay");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg != null && !xdg.isBlank()
                ? Path.of(xdg, "assay")
                : Path.of(System.getProperty("user.home"), ".cache", "assay");
    }

    /// ONNX Runtime's name of this machine's operating system and processor, such as `linux-x64`.
    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux";
        String processor =
                switch (arch) {
                    case "amd64", "x86_64" -> "x64";
                    case "aarch64", "arm64" -> "aarch64";
                    default -> arch;
                };
        return system + "-" + processor;
    }

    private static @Nullable URL library(String name) {
        return NativeLibraries.class
                .getClassLoader()
                .getResource(RESOURCES + platform() + "/" + System.mapLibraryName(name));
    }
}
