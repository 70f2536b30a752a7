package assay.benchmark.session;

import ai.onnxruntime.OrtException;
import assay.benchmark.session.BenchmarkException.Kind;
import java.util.List;
import java.util.Locale;

/// Turns what ONNX Runtime throws into a [BenchmarkException].
final class OrtFailure {

    /// How the arena, the arena at its limit, the C++ allocator, CUDA, cuBLAS and cuDNN say that
    /// memory ran out.
    private static final List<String> OUT_OF_MEMORY =
            List.of(
                    "failed to allocate memory",
                    "is smaller than requested bytes",
                    "bad_alloc",
                    "bad allocation",
                    "out of memory",
                    "status_alloc_failed");

    private OrtFailure() {}

    static BenchmarkException of(String doing, OrtException cause) {
        String text = String.valueOf(cause.getMessage());
        return new BenchmarkException(kind(text), doing + ": " + told(text), cause);
    }

    /// What the user asked for is told in our words: ONNX Runtime's name no option of ours.
    private static String told(String text) {
        CudaDiagnosis diagnosis = CudaDiagnosis.of(text);
        return diagnosis instanceof CudaDiagnosis.FallbackForbidden
                ? diagnosis.sentence() + " " + diagnosis.advice()
                : text.strip();
    }

    static Kind kind(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return OUT_OF_MEMORY.stream().anyMatch(lower::contains) ? Kind.OUT_OF_MEMORY : Kind.FAILED;
    }
}
