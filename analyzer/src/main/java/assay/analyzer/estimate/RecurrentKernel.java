package assay.analyzer.estimate;

/// Recurrent layers on NVIDIA GPUs: one product over all inputs, then one product a step that waits
/// for the last.
///
/// No public rows: products and passes take their own families' laws, and each step pays its
/// launch.
final class RecurrentKernel {
    private RecurrentKernel() {}

    static Terms terms(Gpu gpu, Kernel.Recurrent r) {
        long wide = r.gates() * r.hiddenSize();
        Terms input =
                GemmKernel.terms(
                        gpu,
                        new Kernel.Gemm(1, r.steps() * r.batch(), wide, r.inputSize(), r.type()));
        Terms recurrent =
                GemmKernel.terms(
                        gpu, new Kernel.Gemm(1, r.batch(), wide, r.hiddenSize(), r.type()));
        double element = r.type().bits() / 8.0;
        double cell = gpu.memory().seconds((wide + 3.0 * r.hiddenSize()) * r.batch() * element);
        Terms step = recurrent.then(Terms.streaming(cell, "cell"));
        return input.then(step.repeated(r.steps())).repeated(r.directions());
    }
}
