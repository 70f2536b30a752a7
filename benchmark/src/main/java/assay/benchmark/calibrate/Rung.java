package assay.benchmark.calibrate;

import assay.analyzer.onnx.ModelSpec;
import assay.benchmark.session.InputSpec;
import java.util.List;

/// One small model of a ladder: a chain of `links` equal kernels.
///
/// @param name kind and size, unique in its ladder
/// @param quantity what one link amounts to
/// @param links equal kernels in the chain, one after the other
/// @param model the chain
/// @param inputs what it is fed
public record Rung(
        String name, Quantity quantity, int links, ModelSpec model, List<InputSpec> inputs) {
    public Rung {
        inputs = List.copyOf(inputs);
        if (links < 1) {
            throw new IllegalArgumentException(name + ": a chain of " + links + " links");
        }
    }
}
