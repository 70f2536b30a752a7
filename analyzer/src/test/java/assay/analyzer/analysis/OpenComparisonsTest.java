package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.json.AnalysisJson;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.ModelDraft;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What symbols leave open is told where they are numbers.
class OpenComparisonsTest {

    /// Every fourth row, and every second of every second: floor((H - 1) / 4) + 1 and
    /// floor((floor((H - 1) / 2) + 1 - 1) / 2) + 1, added. An index beyond the end is the end.
    private static Analysis rows(Shape shape) {
        ModelBuilder model = new ModelBuilder("rows", 8, 17);
        model.input("x", ElementType.FLOAT32, shape);
        model.node("a", "MaxPool", List.of("x"), "a", "kernel_shape", ONE, "strides", FOUR);
        model.node("b", "MaxPool", List.of("x"), "b", "kernel_shape", TWO, "strides", TWO);
        model.node("c", "MaxPool", List.of("b"), "c", "kernel_shape", ONE, "strides", TWO);
        model.node("d", "Add", List.of("a", "c"), "d");
        model.output("d", ElementType.FLOAT32, Shape.of(List.of(Dim.symbol("N"), Dim.symbol("M"))));
        return Analysis.of(ModelDraft.of(model.build()), Assumptions.NONE);
    }

    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 1};
    private static final long[] FOUR = {4, 1};

    private static Shape image() {
        return Shape.of(List.of(Dim.symbol("N"), Dim.of(3), Dim.symbol("H"), Dim.of(5)));
    }

    @Test
    void aSumOfTwoExpressionsIsToldAtASize() {
        Analysis analysis = rows(image());
        assertThat(analysis.totals().unknown()).hasSize(1);
        assertThat(analysis.memory().unfused().isUnknown()).isTrue();

        Bindings at = new Bindings(Map.of("N", 2L, "H", 16L));
        Analysis told = analysis.toldAt(at);
        assertThat(told.totals().unknown()).isEmpty();
        // 16 rows: every fourth is 4, halved twice is 4
        assertThat(told.graph().type("d").toString()).isEqualTo("float32[2, 3, 4, 5]");
        // pooling of two rows compares once: 2 * 3 * 8 * 5; the addition is 2 * 3 * 4 * 5
        assertThat(told.totals().flops()).isEqualTo(Dim.of(240 + 120));
        // x, a and b: 2 * 3 * 5 * 4 bytes a row, 16 + 4 + 8 rows
        assertThat(analysis.memoryAt(at).unfused()).isEqualTo(Dim.of(120 * (16 + 4 + 8)));
    }

    @Test
    void theJsonTellsNumbersAtItsBindingsAndHowManyNodesTheExpressionsLack() {
        Analysis analysis = rows(image());
        var json = AnalysisJson.of(analysis, List.of(new Bindings(Map.of("N", 2L, "H", 16L))));
        assertThat(json.at("/totals/nodesLeftOut").intValue()).isEqualTo(1);
        assertThat(json.at("/bindings/0/nodesLeftOut").intValue()).isZero();
        assertThat(json.at("/bindings/0/flops").longValue()).isEqualTo(360);
        assertThat(json.at("/bindings/0/peakActivationBytes").longValue()).isEqualTo(3360);
        assertThat(json.at("/tensors/d/shape/2").longValue()).isEqualTo(4);
        assertThat(json.at("/nodes/3/flops").longValue()).isEqualTo(120);
        assertThat(json.at("/coverage/unknown").isEmpty()).isTrue();
    }

    @Test
    void whatHasNothingOpenIsNotAnalysedAgain() {
        Analysis closed =
                rows(Shape.of(List.of(Dim.symbol("N"), Dim.of(3), Dim.of(16), Dim.of(5))));
        assertThat(closed.toldAt(new Bindings(Map.of("N", 2L)))).isSameAs(closed);
    }
}
