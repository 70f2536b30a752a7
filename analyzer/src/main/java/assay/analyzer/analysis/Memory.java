package assay.analyzer.analysis;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;

/// Peak bytes of live activations: each tensor allocated when its node runs and freed after its
/// last use, views sharing their input's memory. Functions and the branch of an If that runs are in
/// it, iterations of Loop and Scan are not. Weights and workspace are not in it.
///
/// @param unfused every node on its own
/// @param unfusedWithInputs the same when the caller keeps the graph's inputs
/// @param fused nodes grouped as ONNX Runtime fuses them: what stays inside a group is never stored
/// @param fusedWithInputs the same when the caller keeps the graph's inputs
/// @param fusedInPlace fused, and element-wise nodes write over an input that nothing reads after
///   them
public record Memory(
        Dim unfused, Dim unfusedWithInputs, Dim fused, Dim fusedWithInputs, Dim fusedInPlace) {

    Memory bind(Bindings bindings) {
        return new Memory(
                unfused.bind(bindings),
                unfusedWithInputs.bind(bindings),
                fused.bind(bindings),
                fusedWithInputs.bind(bindings),
                fusedInPlace.bind(bindings));
    }

    boolean isKnown() {
        return unfused.isKnown()
                && unfusedWithInputs.isKnown()
                && fused.isKnown()
                && fusedWithInputs.isKnown()
                && fusedInPlace.isKnown();
    }
}
