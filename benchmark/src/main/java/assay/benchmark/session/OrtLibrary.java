package assay.benchmark.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import assay.benchmark.session.BenchmarkException.Kind;
import java.io.IOException;

/// The one ONNX Runtime environment of this process, loaded from the unpacked libraries.
public final class OrtLibrary {

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
    }
}
