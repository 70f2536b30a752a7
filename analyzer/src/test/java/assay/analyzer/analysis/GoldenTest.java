package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Model;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.ValueSpec;
import assay.analyzer.onnx.WeightlessModel;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The figures of a ResNet-18's card, worked out by hand: what an earlier tool printed right and
/// what it printed wrong.
class GoldenTest {

    @TempDir Path folder;

    private Analysis analysis;

    @BeforeEach
    void analyse() throws IOException {
        analysis = analysis(Zoo.spec("resnet18"));
    }

    private Analysis analysis(ModelSpec spec) throws IOException {
        return Analysis.of(WeightlessModel.read(spec, folder), Assumptions.NONE);
    }

    @Test
    void graphFacts() {
        Model model = analysis.model();
        assertThat(analysis.graph().nodes()).hasSize(69);
        assertThat(model.graph().initializers()).hasSize(102);
        // An IR 3 model lists its weights among the inputs; they do not count as such.
        assertThat(model.graph().inputs()).hasSize(1);
        assertThat(model.graph().outputs()).hasSize(1);
        assertThat(analysis.graph().type("data")).hasToString("float32[N, 3, 224, 224]");
        assertThat(analysis.graph().type("resnetv15_dense0_fwd")).hasToString("float32[N, 1000]");
        assertThat(GraphCounts.of(model).operators())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "Conv", 20,
                                "BatchNormalization", 20,
                                "Relu", 17,
                                "Add", 8,
                                "MaxPool", 1,
                                "GlobalAveragePool", 1,
                                "Flatten", 1,
                                "Gemm", 1));
    }

    @Test
    void storedElementsAndBytes() {
        Parameters parameters = analysis.parameters();
        // Conv 11,166,912 + BatchNormalization 4 * 4,800 + Gemm 512 * 1000 + 1000
        assertThat(parameters.elements()).isEqualTo(11_166_912 + 19_200 + 513_000);
        // Running mean and variance of 4,800 channels are no parameters.
        assertThat(parameters.buffers()).isEqualTo(9_600);
        assertThat(parameters.trainable()).isEqualTo(11_689_512);
        // 4 bytes each: 46,796,448 in all
        assertThat(parameters.bytes()).isEqualTo(46_796_448);
        assertThat(parameters.bytesByOperator())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "Conv", 44_667_648L,
                                "BatchNormalization", 76_800L,
                                "Gemm", 2_052_000L));
    }

    @Test
    void flopsOfEachOperator() {
        Map<String, Dim> flops = new TreeMap<>();
        for (int i = 0; i < analysis.costs().size(); i++) {
            flops.merge(
                    analysis.graph().nodes().get(i).node().operator(),
                    analysis.costs().get(i).flops(),
                    Dim::plus);
        }
        // 2 * 64*112*112 * 3*7*7 = 236,027,904; a 3x3 of stride 1: 2 * 64*56*56 * 64*9 =
        // 231,211,008
        long conv = 236_027_904L + 13 * 231_211_008L + 3 * 115_605_504L + 3 * 12_845_056L;
        assertThat(conv).isEqualTo(3_627_122_688L);
        assertThat(flops).hasEntrySatisfying("Conv", dim -> isPerSample(dim, conv));
        // 2 an element of 2,483,712 normalized
        assertThat(flops)
                .hasEntrySatisfying("BatchNormalization", dim -> isPerSample(dim, 4_967_424));
        assertThat(flops).hasEntrySatisfying("Relu", dim -> isPerSample(dim, 2_308_096));
        // 2 each of 64*56*56, 128*28*28, 256*14*14 and 512*7*7
        assertThat(flops).hasEntrySatisfying("Add", dim -> isPerSample(dim, 752_640));
        // 64*56*56 outputs of 9 - 1 compares
        assertThat(flops).hasEntrySatisfying("MaxPool", dim -> isPerSample(dim, 1_605_632));
        // 512*7*7 inputs
        assertThat(flops).hasEntrySatisfying("GlobalAveragePool", dim -> isPerSample(dim, 25_088));
        // 2 * 512 * 1000 + 1000
        assertThat(flops).hasEntrySatisfying("Gemm", dim -> isPerSample(dim, 1_025_000));
        assertThat(flops).hasEntrySatisfying("Flatten", dim -> assertThat(dim.is(0)).isTrue());
        // 1,813,561,344 of the convolutions and 512,000 of the Gemm
        isPerSample(analysis.totals().macs(), 1_814_073_344);
        isPerSample(analysis.totals().coreMacs(), 1_814_073_344);
        isPerSample(analysis.totals().flops(), 3_637_806_568L);
        assertThat(analysis.totals().unknown()).isEmpty();
    }

    private static void isPerSample(Dim dim, long each) {
        assertThat(dim).isEqualTo(Dim.symbol("N").times(each));
    }

    @Test
    void aStaticBatchOfEightCountsEightTimes() throws IOException {
        // 8 * 3,637,806,568 = 29,102,452,544
        Analysis eight = analysis(fixed(Zoo.spec("resnet18"), 8));
        assertThat(eight.totals().flops()).isEqualTo(Dim.of(29_102_452_544L));
        assertThat(eight.symbols().fixedBatch()).contains(8L);
        assertThat(eight.symbols().names()).isEmpty();
    }

    private static ModelSpec fixed(ModelSpec spec, long batch) {
        List<ValueSpec> inputs = new ArrayList<>();
        for (ValueSpec input : spec.inputs()) {
            Shape shape = input.shape().bind(Bindings.of("N", batch));
            inputs.add(new ValueSpec(input.name(), input.type(), shape));
        }
        return new ModelSpec(
                spec.name(),
                spec.producer(),
                spec.irVersion(),
                spec.opsets(),
                inputs,
                spec.outputs(),
                spec.nodes(),
                spec.weights(),
                spec.weightsAreInputs());
    }

    @Test
    void peakOfTheActivations() {
        // Stem output 64*112*112 * 4 = 3,211,264 B, twice at its BatchNormalization; the input of
        // 3*224*224 * 4 = 602,112 B is gone by then unless the caller keeps it.
        isPerSample(analysis.memory().unfused(), 2 * 3_211_264);
        isPerSample(analysis.memory().unfusedWithInputs(), 2 * 3_211_264 + 602_112);
        // Fused: stem output and pooled output, 64*56*56 * 4 = 802,816 B.
        isPerSample(analysis.memory().fused(), 3_211_264 + 802_816);
        isPerSample(analysis.memory().fusedWithInputs(), 3_211_264 + 802_816 + 602_112);
        Memory half = analysis.in(Precision.FP16).memory();
        isPerSample(half.unfused(), 3_211_264);
        isPerSample(half.unfusedWithInputs(), 3_211_264 + 301_056);
        isPerSample(half.fused(), 2_007_040);
        isPerSample(half.fusedWithInputs(), 2_007_040 + 301_056);
    }

    @Test
    void weightsAndActivationsInHalfPrecisionByBatch() {
        Analysis half = analysis.in(Precision.FP16);
        // 46,796,448 / 2
        assertThat(half.parameters().bytes()).isEqualTo(23_398_224);
        List<String> megabytes = new ArrayList<>();
        for (long batch = 1; batch <= 128; batch *= 2) {
            long activations = half.memory().unfused().bind(half.at(batch)).number().orElseThrow();
            megabytes.add("%.2f".formatted((half.parameters().bytes() + activations) * 1e-6));
        }
        // 23.398224 + batch * 3.211264
        assertThat(megabytes)
                .containsExactly(
                        "26.61", "29.82", "36.24", "49.09", "74.78", "126.16", "228.92", "434.44");
    }

    @Test
    void bertBaseOfSequence256() throws IOException {
        Analysis bert = analysis(Zoo.spec("bert_base"));
        long flops =
                bert.totals()
                        .flops()
                        .bind(new Bindings(Map.of("batch", 1L, "sequence", 256L)))
                        .number()
                        .orElseThrow();
        // Products: 12 layers of 4*768^2 + 2*768*3072 = 7,077,888 MACs a token, 2*768*256 =
        // 393,216 for scores and context, and the pooler's 768^2: 2 * (12 * 256 * 7,471,104 +
        // 589,824) = 45,903,642,624. GELU, softmax and normalization add 0.3 %.
        assertThat(
                        bert.totals()
                                .coreMacs()
                                .bind(new Bindings(Map.of("batch", 1L, "sequence", 256L))))
                .isEqualTo(Dim.of(45_903_642_624L / 2));
        assertThat(flops).isBetween(45_903_642_624L, 46_100_000_000L);
        assertThat(bert.totals().unknown()).isEmpty();
        assertThat(bert.memory().unfused().isUnknown()).isFalse();
    }

    @Test
    void aGptWithAllSymbolsOpenHasAKnownPeak() throws IOException {
        Analysis gpt = analysis(Zoo.spec("gpt2"));
        // 124,439,808 of GPT2LMHeadModel; the causal masks are no parameters.
        assertThat(gpt.parameters().trainable()).isEqualTo(124_439_808);
        assertThat(gpt.parameters().trainableByType().keySet())
                .containsExactly(ElementType.FLOAT32);
        assertThat(gpt.memory().unfused().symbols()).containsExactly("batch", "sequence");
        // At 1 token the logits and their source: 4 * (50,257 + 768)
        assertThat(gpt.memory().unfused().bind(new Bindings(Map.of("batch", 1L, "sequence", 1L))))
                .isEqualTo(Dim.of(204_100));
    }
}
