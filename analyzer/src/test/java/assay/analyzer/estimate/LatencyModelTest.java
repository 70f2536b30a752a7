package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.device.CalibratedCpu;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.tensor.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyModelTest {
    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));

    private static DeviceProfile device(String key) {
        return ((Match.Known) PROFILES.find(key)).profile();
    }

    /// BERT-base as ONNX Runtime's transformer optimizer leaves it: 7 nodes a layer, 5 around them.
    private static List<NodeKernels> bert(long batch, long seq, ElementType type) {
        long h = 768;
        long tokens = batch * seq;
        double th = tokens * h * (type.bits() / 8.0);
        List<NodeKernels> nodes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            nodes.add(
                    new NodeKernels("embedding" + i, new Kernel.ElementWise(th, th / 2, 0, type)));
        }
        for (int layer = 0; layer < 12; layer++) {
            nodes.add(new NodeKernels("qkv" + layer, new Kernel.Gemm(1, tokens, 3 * h, h, type)));
            nodes.add(
                    new NodeKernels(
                            "attention" + layer,
                            List.of(
                                    new Kernel.ElementWise(3 * th, 3 * th, 0, type),
                                    new Kernel.Attention(
                                            batch, 12, 12, seq, seq, 64, 64, false, false, type),
                                    new Kernel.LayoutChange(th, th, true))));
            nodes.add(
                    new NodeKernels("projection" + layer, new Kernel.Gemm(1, tokens, h, h, type)));
            nodes.add(
                    new NodeKernels("skip1" + layer, new Kernel.Normalization(tokens, h, 1, type)));
            nodes.add(
                    new NodeKernels(
                            "ffn1" + layer,
                            List.of(
                                    new Kernel.Gemm(1, tokens, 4 * h, h, type),
                                    new Kernel.ElementWise(4 * th, 4 * th, 0, type))));
            nodes.add(new NodeKernels("ffn2" + layer, new Kernel.Gemm(1, tokens, h, 4 * h, type)));
            nodes.add(
                    new NodeKernels("skip2" + layer, new Kernel.Normalization(tokens, h, 1, type)));
        }
        return nodes;
    }

    private static void bertOnV100(long batch, long seq, ElementType type, double publishedMs) {
        Estimator estimator =
                Estimator.of(device("V100"), EstimateSettings.defaults().withGraphFused(true));
        ModelEstimate estimate =
                LatencyModel.estimate(
                        estimator, bert(batch, seq, type), Copied.NOTHING, Copied.NOTHING);
        String what = "batch " + batch + ", " + seq + " tokens, " + type;
        assertThat(estimate.seconds() * 1e3)
                .as(what)
                .isCloseTo(publishedMs, within(0.25 * publishedMs));
        assertThat(estimate.low()).isLessThan(estimate.seconds());
        assertThat(estimate.high()).isGreaterThan(estimate.seconds());
    }

    /// Published by the ONNX Runtime project for bert-base-uncased on V100 PCIe with IO binding
    /// (transformers README).
    @Test
    void bertBaseOnV100AgreesWithPublishedLatencies() {
        bertOnV100(1, 8, ElementType.FLOAT32, 1.38);
        bertOnV100(1, 128, ElementType.FLOAT32, 3.11);
        bertOnV100(1, 512, ElementType.FLOAT32, 10.74);
        bertOnV100(1, 8, ElementType.FLOAT16, 1.30);
        bertOnV100(1, 128, ElementType.FLOAT16, 1.45);
        bertOnV100(1, 512, ElementType.FLOAT16, 3.36);
    }

    @Test
    void aShortModelIsBoundByTheHostAndItsCalibration() {
        Estimator estimator =
                Estimator.of(
                        device("V100"),
                        EstimateSettings.defaults()
                                .withGraphFused(true)
                                .withDispatchSeconds(20e-6));
        ModelEstimate estimate =
                LatencyModel.estimate(
                        estimator,
                        bert(1, 8, ElementType.FLOAT16),
                        Copied.of(4.5e6),
                        Copied.NOTHING);
        // 89 nodes x 20 us + 30 us for the run.
        assertThat(estimate.hostSeconds()).isCloseTo(89 * 20e-6 + 30e-6, within(1e-9));
        assertThat(estimate.bound()).isEqualTo(Bound.LAUNCH);
        // 4.5 MB at 4.5 GB/s.
        assertThat(estimate.inputCopySeconds()).isCloseTo(1e-3, within(1e-9));
    }

    @Test
    void anUnknownTimeIsNamedAndNotZero() {
        // Volta has no BF16 units.
        Kernel gemm = new Kernel.Gemm(1, 64, 64, 64, ElementType.BFLOAT16);
        Estimator estimator = Estimator.of(device("V100"), EstimateSettings.defaults());
        assertThat(estimator.estimate(gemm).seconds()).isNaN();
        Kernel known = new Kernel.ElementWise(1e6, 1e6, 1e5, ElementType.FLOAT32);
        ModelEstimate estimate =
                LatencyModel.estimate(
                        estimator,
                        List.of(new NodeKernels("bf16", gemm), new NodeKernels("add", known)),
                        Copied.NOTHING,
                        Copied.NOTHING);
        assertThat(estimate.unknown())
                .singleElement()
                .satisfies(u -> assertThat(u.why()).contains("bf16"));
        assertThat(estimate.nodes().getLast().seconds()).isPositive();
        assertThat(estimate.seconds()).isNaN();
        assertThat(estimate.deviceSeconds()).isNaN();
        assertThat(estimate.bound()).isEqualTo(Bound.UNKNOWN);
        assertThat(estimate.whyUnknown()).startsWith("1 of 2 nodes have no time; the first, bf16");
    }

    @Test
    void aCopyOfUnknownSizeIsNotTakenForNone() {
        List<NodeKernels> nodes =
                List.of(
                        new NodeKernels(
                                "add", new Kernel.ElementWise(1e6, 1e6, 1e5, ElementType.FLOAT32)));
        Copied boxes = new Copied(4e6, List.of("boxes"));
        ModelEstimate gpu =
                LatencyModel.estimate(
                        Estimator.of(device("V100"), EstimateSettings.defaults()),
                        nodes,
                        Copied.NOTHING,
                        boxes);
        assertThat(gpu.known()).isFalse();
        assertThat(gpu.seconds()).isNaN();
        assertThat(gpu.whyUnknown())
                .isEqualTo("the copy of output boxes has no time: its size is not known");
        // nothing is copied to a processor
        ModelEstimate cpu =
                LatencyModel.estimate(
                        Estimator.of(cpu(), EstimateSettings.defaults()),
                        nodes,
                        Copied.NOTHING,
                        boxes);
        assertThat(cpu.seconds()).isPositive();
    }

    @Test
    void aPartialSumCannotBeMadeAnEstimate() {
        List<ModelEstimate.Unknown> missing = List.of(new ModelEstimate.Unknown("loop", "a body"));
        assertThatThrownBy(() ->
                        new ModelEstimate(
                                List.of(), 1, 1, 0, 0, 0, 1, 1, 1, Bound.COMPUTE, missing))
                .hasMessageContaining("leaves out 1 nodes");
    }

    @Test
    void aViewCostsNothingAndIsNotDispatched() {
        Estimator estimator = Estimator.of(device("T4"), EstimateSettings.defaults());
        ModelEstimate estimate =
                LatencyModel.estimate(
                        estimator,
                        List.of(new NodeKernels("reshape", new Kernel.View("Reshape"))),
                        Copied.NOTHING,
                        Copied.NOTHING);
        assertThat(estimate.deviceSeconds()).isZero();
        assertThat(estimate.hostSeconds()).isCloseTo(30e-6, within(1e-12));
    }

    @Test
    void float32RunsOnTf32UnitsWhereTheProviderUsesThem() {
        Kernel gemm = new Kernel.Gemm(1, 4096, 4096, 4096, ElementType.FLOAT32);
        double tf32 =
                Estimator.of(device("A100-40"), EstimateSettings.defaults())
                        .estimate(gemm)
                        .seconds();
        double fp32 =
                Estimator.of(device("A100-40"), EstimateSettings.defaults().withTf32(false))
                        .estimate(gemm)
                        .seconds();
        assertThat(tf32).isLessThan(fp32 / 3);
    }

    private static CpuProfile cpu() {
        return CalibratedCpu.of(
                List.of(
                        new CpuProfile.RatePoint(CpuProfile.Family.GEMM, 1, 1e6, 20e9),
                        new CpuProfile.RatePoint(CpuProfile.Family.GEMM, 1, 1e10, 80e9),
                        new CpuProfile.RatePoint(CpuProfile.Family.GEMM, 2, 1e10, 150e9)),
                List.of(
                        new CpuProfile.StreamPoint(2, 1e6, 60e9),
                        new CpuProfile.StreamPoint(2, 1e9, 20e9)),
                5e-6,
                20e-6);
    }

    @Test
    void aCpuTakesItsMeasuredRates() {
        Estimator two = Estimator.of(cpu(), EstimateSettings.defaults());
        Estimator one = Estimator.of(cpu(), EstimateSettings.defaults().withThreads(1));
        Kernel gemm = new Kernel.Gemm(1, 2000, 2000, 1250, ElementType.FLOAT32);
        // 2 x 2000 x 2000 x 1250 = 1e10 FLOPs at 150 and 80 GFLOP/s.
        assertThat(two.estimate(gemm).busySeconds()).isCloseTo(1e10 / 150e9, within(1e-6));
        assertThat(one.estimate(gemm).busySeconds()).isCloseTo(1e10 / 80e9, within(1e-6));
        // 1e8 FLOPs lie halfway between 1e6 and 1e10 in the logarithm: sqrt(20 x 80) = 40 GFLOP/s.
        Kernel small = new Kernel.Gemm(1, 500, 500, 200, ElementType.FLOAT32);
        assertThat(one.estimate(small).computeSeconds()).isCloseTo(1e8 / 40e9, within(1e-6));
        Kernel relu = new Kernel.ElementWise(5e8, 5e8, 1.25e8, ElementType.FLOAT32);
        assertThat(two.estimate(relu).busySeconds()).isCloseTo(1e9 / 20e9, within(1e-6));
        assertThat(two.estimate(relu).launchSeconds()).isEqualTo(5e-6);
    }
}
