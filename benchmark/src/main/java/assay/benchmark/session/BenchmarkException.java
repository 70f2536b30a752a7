package assay.benchmark.session;

/// A model could not be opened, fed or run. The message is one sentence for the user; [#kind()] is
/// what a verdict is made of.
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What went wrong, as far as it decides a verdict.
    public enum Kind {
        /// The host or the device had no memory left for what the run needs.
        OUT_OF_MEMORY,
        /// The provider that was asked for does not work here.
        PROVIDER,
        /// Anything else: an unreadable model, an input that does not fit, a kernel that failed.
        FAILED
    }

    private final Kind kind;

    public BenchmarkException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public BenchmarkException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
