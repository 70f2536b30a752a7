package assay.benchmark.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import assay.benchmark.session.BenchmarkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one ONNX Runtime environment of this process, loaded from the unpacked libraries.
public final class OrtLibrary {

    /// ONNX Runtime 1.29 reads the command line of its process into 4096 bytes on Linux and crashes
    /// where it is longer.
    private static final int LONGEST_COMMAND_LINE = 4000;

    private OrtLibrary() {}

    /// ONNX Runtime's own version, as the loaded library says it.
    public static String version() {
        return environment().getVersion();
    }

    static OrtEnvironment environment() {
        return Loaded.ENVIRONMENT;
    }

    private static final class Loaded {
        static final OrtEnvironment ENVIRONMENT = load();

        private static OrtEnvironment load() {
            refuseLongCommandLine();
            if (System.getProperty(NativeLibraries.PATH_PROPERTY) == null) {
                try {
                    System.setProperty(
                            NativeLibraries.PATH_PROPERTY, NativeLibraries.folder().toString());
                } catch (IOException e) {
                    throw new BenchmarkException(
                            Kind.FAILED,
                            "cannot unpack ONNX Runtime into " + NativeLibraries.cache() + ": " + e,
                            e);
                }
            }
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "assay");
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
                                + " bytes long and ONNX Runtime crashes beyond 4096: give the class"
                                + " path by the environment variable CLASSPATH");
            }
        }
    }
}
