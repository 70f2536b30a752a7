package assay.benchmark.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import assay.benchmark.session.BenchmarkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The one ONNX Runtime environment of this process, loaded from the unpacked libraries.
public final class OrtLibrary {

    /// ONNX Runtime 1.29 reads the command line of its process into 4096 bytes on Linux and crashes
    /// where it is longer.
    private static final int LONGEST_COMMAND_LINE = 4000;

    private static volatile @Nullable OrtEnvironment loaded;

    private OrtLibrary() {}

    /// ONNX Runtime's own version, as the loaded library says it.
    public static String version() {
        return environment().getVersion();
    }

    /// The environment, made at the first call. Nothing else of ONNX Runtime may be touched before:
    /// whatever is loads the libraries, from wherever they can be found then.
    ///
    /// @throws BenchmarkException if the libraries cannot be unpacked or this process cannot load
    ///   them
    static OrtEnvironment environment() {
        OrtEnvironment known = loaded;
        return known == null ? load() : known;
    }

    private static synchronized OrtEnvironment load() {
        OrtEnvironment known = loaded;
        if (known == null) {
            refuseLongCommandLine();
            tellWhereLibrariesLie();
            known = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "assay");
            loaded = known;
        }
        return known;
    }

    private static void tellWhereLibrariesLie() {
        if (System.getProperty(NativeLibraries.PATH_PROPERTY) != null) {
            return;
        }
        try {
            System.setProperty(NativeLibraries.PATH_PROPERTY, NativeLibraries.folder().toString());
        } catch (IOException e) {
            throw new BenchmarkException(Kind.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private static void refuseLongCommandLine() {
        int length;
        try {
            length = Files.readAllBytes(Path.of("/proc/self/cmdline")).length;
        } catch (IOException _) {
            return;
        }
        if (length > LONGEST_COMMAND_LINE) {
            throw new BenchmarkException(
                    Kind.FAILED,
                    "the command line of this process is "
                            + length
                            + " bytes long and ONNX Runtime crashes beyond 4096: start through"
                            + " scripts/assay, or give the class path by the environment variable CLASSPATH");
        }
    }
}
