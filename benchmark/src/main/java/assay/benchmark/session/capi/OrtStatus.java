package assay.benchmark.session.capi;

/// A call that ONNX Runtime refused; the message is its own.
public final class OrtStatus extends Exception {

    private static final long serialVersionUID = 1L;

    OrtStatus(String message) {
        super(message);
    }
}
