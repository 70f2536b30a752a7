package acceptance;

/// Ends a rehearsed proof where only a GPU can go on; the message says how far it came.
final class OnGpuOnly extends RuntimeException {
    private static final long serialVersionUID = 1;

    OnGpuOnly(String soFar) {
        super(soFar);
    }
}
