package assay.analyzer.estimate;

/// Scaled dot-product attention on NVIDIA GPUs.
///
/// Unfused: product, softmax pass over the scores, product. Fused: half the time of the two
/// products, and the operands through memory once. The half rests on the fused BERT-base series of
/// A100 and T4 under ONNX Runtime.
final class AttentionKernel {
    private static final double FUSED_SHARE_OF_PRODUCTS = 0.5;

    private AttentionKernel() {}

    static Terms terms(Gpu gpu, Kernel.Attention a) {
        long products = a.batch() * a.heads();
        Terms scores =
                GemmKernel.terms(
                        gpu,
                        new Kernel.Gemm(products, a.queries(), a.keys(), a.headSize(), a.type()));
        Terms values =
                GemmKernel.terms(
                        gpu,
                        new Kernel.Gemm(products, a.queries(), a.valueSize(), a.keys(), a.type()));
        if (!a.fused()) {
            double element = a.type().bits() / 8.0;
            Terms softmax =
                    Terms.streaming(
                            gpu.memory().seconds(2 * a.scores() * element),
                            "softmax over the scores");
            return scores.then(softmax).then(values);
        }
        double compute = FUSED_SHARE_OF_PRODUCTS * (scores.seconds() + values.seconds());
        double memory = gpu.memory().seconds(a.work().bytes());
        return new Terms(
                compute,
                memory,
                compute + memory,
                scores.tiles() + values.tiles(),
                Math.max(scores.waves(), values.waves()),
                1,
                "fused attention");
    }
}
