package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Monomials;
import assay.analyzer.zoo.Zoo;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fusion, liveness and input ranges, on networks of the zoo and by hand.
class StructuralPassesTest {

    @TempDir Path folder;

    private Analysis zoo(String name) {
        Path file = folder.resolve(name + ".onnx");
        Zoo.write(name, file, 1);
        return Analysis.of(file, Assumptions.NONE);
    }

    private static Map<String, Integer> operators(List<FusedGroup> groups) {
        Map<String, Integer> counts = new TreeMap<>();
        for (FusedGroup group : groups) {
            counts.merge(group.operator(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void resNet18IsGroupedAsOnnxRuntimeDoes() {
        TypedGraph graph = zoo("resnet18").graph();

        // What onnxruntime 1.29 (CPU, all optimisations) writes as its optimised model: 20
        // convolutions, 9 of them with a Relu, 8 with a sum and a Relu, 3 bare (the projections).
        assertThat(operators(Fusion.of(graph)))
                .isEqualTo(
                        Map.of(
                                "Conv",
                                3,
                                "FusedConv",
                                17,
                                "MaxPool",
                                1,
                                "GlobalAveragePool",
                                1,
                                "Flatten",
                                1,
                                "Gemm",
                                1));
        assertThat(operators(Fusion.none(graph)))
                .containsEntry("Conv", 20)
                .containsEntry("BatchNormalization", 20)
                .containsEntry("Relu", 17);
    }

    @Test
    void mobileNetIsGroupedAsOnnxRuntimeDoes() {
        // The runtime's optimised model: 35 convolutions with a Clip, 10 with a sum, 7 bare.
        assertThat(operators(Fusion.of(zoo("mobilenet_v2").graph())))
                .containsEntry("Conv", 7)
                .containsEntry("FusedConv", 45);
    }

    @Test
    void everyRunningNodeIsInOneGroup() {
        TypedGraph graph = zoo("mobilenet_v2").graph();
        Set<Integer> seen = new HashSet<>();
        for (FusedGroup group : Fusion.of(graph, FusionRules.cuda())) {
            for (int node : group.nodes()) {
                assertThat(seen.add(node)).isTrue();
            }
        }
        long running = graph.nodes().stream().filter(node -> !node.settled()).count();
        assertThat(seen).hasSize((int) running);
    }

    @Test
    void resNet18PeaksAsWorkedOutByHand() {
        Analysis analysis = zoo("resnet18");
        Liveness alone = Liveness.of(analysis.graph(), Fusion.none(analysis.graph()));
        Liveness fused = Liveness.of(analysis.graph(), Fusion.of(analysis.graph()));

        // Stem output 64*112*112*4 = 3,211,264 B; unfused, two of them at the first
        // BatchNormalization. The input is 3*224*224*4 = 602,112 B.
        assertThat(alone.peak()).hasToString("6422528*N");
        assertThat(alone.peakWithInputs()).hasToString("7024640*N");
        // Fused, the stem output and the pooled one, 64*56*56*4 = 802,816 B.
        assertThat(fused.peak()).hasToString("4014080*N");
        assertThat(fused.peakWithInputs()).hasToString("4616192*N");

        Liveness.Timeline two = fused.at(analysis.at(2)).orElseThrow();
        assertThat(two.peak()).isEqualTo(2 * 4_014_080L);
        assertThat(two.peakStep()).isEqualTo(1);
        assertThat(two.alive())
                .extracting(Liveness.Alive::bytes)
                .containsExactly(2 * 3_211_264L, 2 * 802_816L);
    }

    /// Peaks by precision come from the types alone; analysing the retyped model must agree.
    @Test
    void peaksByPrecisionAreThoseOfTheRetypedModel() {
        for (String name : List.of("resnet18", "bert_tiny", "mobilenet_v2")) {
            Analysis analysis = zoo(name);

            assertThat(analysis.memoryByPrecision().get(Precision.FP16))
                    .extracting(MemoryPasses::peaks)
                    .isEqualTo(analysis.in(Precision.FP16).memory());
        }
    }

    @Test
    void peaksOverOpenSymbolsKeepWhatNoOtherExceeds() {
        Dim n = Dim.symbol("N");
        Monomials monomials = new Monomials();
        List<Monomials.Sum> sums =
                List.of(
                        monomials.of(n.times(8).plus(2)),
                        monomials.of(n.times(8).plus(4)),
                        monomials.of(Dim.symbol("S").times(3)));
        PeakCandidates candidates = new PeakCandidates(monomials);
        for (Monomials.Sum sum : sums) {
            long[] live = new long[monomials.size()];
            sum.addTo(live, 1);
            candidates.add(live);
        }

        // 8N + 4 is above 8N + 2 whatever N is; 3S may be above both
        assertThat(candidates.largest())
                .isEqualTo(n.times(8).plus(4).max(Dim.symbol("S").times(3)));
    }

    @Test
    void tokenTypesAreZeroOrOne() {
        List<InputRange> ranges = InputRanges.of(zoo("bert_tiny").graph());

        assertThat(ranges)
                .extracting(InputRange::input)
                .containsExactly("input_ids", "attention_mask", "token_type_ids");
        // The tables of a BERT: 30,522 words, 2 token types. A mask of ones hides nothing.
        assertThat(ranges).extracting(InputRange::max).containsExactly(30_521L, 1L, 1L);
        assertThat(ranges).extracting(InputRange::min).containsExactly(0L, 1L, 0L);
    }

    /// p stays for the product, q dies at the sum, which is written over it: 2 of 3 tensors of 64
    /// float32 for each of N.
    @Test
    void elementwiseNodesWorkInPlaceWhereNothingReadsTheInputAfter() {
        Analysis analysis =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 64)
                        .node("Relu", List.of("x"), List.of("p"))
                        .node("Tanh", List.of("p"), List.of("q"))
                        .node("Add", List.of("p", "q"), List.of("u"))
                        .node("Mul", List.of("u", "p"), List.of("y"))
                        .output("y")
                        .analysis();
        assertThat(analysis.memory().unfused()).isEqualTo(Dim.symbol("N").times(3 * 64 * 4));
        assertThat(analysis.memory().fusedInPlace()).isEqualTo(Dim.symbol("N").times(2 * 64 * 4));
    }
}
