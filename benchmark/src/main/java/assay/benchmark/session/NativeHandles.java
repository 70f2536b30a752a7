package assay.benchmark.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import assay.benchmark.session.BenchmarkException.Kind;
import assay.benchmark.session.capi.NativeSession;
import assay.benchmark.session.capi.OrtApi;
import assay.benchmark.session.capi.OrtStatus;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;

/// Addresses behind ONNX Runtime's Java objects, so that the C interface works on the very session
/// that the Java interface opened: one copy of the weights, one thread pool, the same kernels. The
/// Java interface keeps them in private fields of this name.
final class NativeHandles {

    private static final String FIELD = "nativeHandle";

    private NativeHandles() {}

    static NativeSession of(OrtSession session) {
        return NativeSession.at(Loaded.API, handle(session, OrtSession.class));
    }

    static long of(OnnxTensor tensor) {
        return handle(tensor, OnnxTensor.class.getSuperclass());
    }

    private static long handle(Object object, Class<?> type) {
        try {
            Field field = type.getDeclaredField(FIELD);
            field.setAccessible(true);
            return field.getLong(object);
        } catch (ReflectiveOperationException e) {
            throw new BenchmarkException(
                    Kind.FAILED,
                    "this version of ONNX Runtime keeps no " + FIELD + " in " + type.getName(),
                    e);
        }
    }

    private static final class Loaded {
        static final OrtApi API = load();

        private static OrtApi load() {
            OrtEnvironment environment = OrtLibrary.environment();
            try {
                Path library =
                        Path.of(System.getProperty(NativeLibraries.PATH_PROPERTY))
                                .resolve(System.mapLibraryName("onnxruntime"));
                return OrtApi.of(library.toRealPath());
            } catch (OrtStatus | IOException e) {
                throw new BenchmarkException(
                        Kind.FAILED,
                        "cannot reach the C interface of ONNX Runtime "
                                + environment.getVersion()
                                + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }
}
