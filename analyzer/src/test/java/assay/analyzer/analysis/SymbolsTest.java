package assay.analyzer.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.ModelDraft;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which axis is the batch, and when there is only one batch size to run.
class SymbolsTest {

    private static Symbols symbols(Assumptions assumptions, Shape... inputs) {
        ModelBuilder model = new ModelBuilder("sum", 8, 17);
        for (int i = 0; i < inputs.length; i++) {
            model.input("x" + i, ElementType.FLOAT32, inputs[i]);
            model.node("relu" + i, "Relu", List.of("x" + i), "y" + i);
            model.output("y" + i, ElementType.FLOAT32, inputs[i]);
        }
        return Analysis.of(ModelDraft.of(model.build()), assumptions).symbols();
    }

    private static Shape shape(Object... dims) {
        return Shape.of(
                List.of(dims).stream()
                        .map(dim ->
                                dim instanceof String name
                                        ? Dim.symbol(name)
                                        : Dim.of(((Integer) dim).longValue()))
                        .toList());
    }

    @Test
    void anOpenFirstAxisTakesAnyBatch() {
        Symbols open = symbols(Assumptions.NONE, shape("N", 3), shape("T"));
        assertThat(open.batch()).contains("N");
        assertThat(open.fixedBatch()).isEmpty();
        assertThat(open.at(8).values()).containsEntry("N", 8L);
    }

    @Test
    void aModelWithoutABatchAxisRunsOneAtATime() {
        // 128 of them at once would be the same run and 128 times its throughput
        assertThat(symbols(Assumptions.NONE, Shape.scalar()).fixedBatch()).contains(1L);
        // an empty cache is no batch of none
        assertThat(symbols(Assumptions.NONE, shape(0, 4), shape(2, 4)).fixedBatch()).contains(2L);
    }

    @Test
    void aNumberThatTheUserChoseForTheBatchIsTheOnlyOne() {
        Assumptions chosen =
                new Assumptions(
                        new Bindings(Map.of("N", 4L)), Bindings.NONE, Map.of(), Map.of(), Map.of());
        assertThat(symbols(chosen, shape("N", 3)).fixedBatch()).contains(4L);
        assertThat(symbols(chosen, shape("B", 3)).fixedBatch()).isEmpty();
    }

    /// As text recognisers are exported: the height must come to one row after three poolings.
    @Test
    void aSizeThatTheGraphCannotRunWithGivesWayToTheNearestThatItCan() {
        ModelBuilder model = new ModelBuilder("rows", 8, 17);
        model.input("image", ElementType.FLOAT32, shape("N", 3, "H", 64));
        model.input("line", ElementType.FLOAT32, shape("N", 3, 1, 8));
        model.node(
                "pool",
                "MaxPool",
                List.of("image"),
                "pooled",
                "kernel_shape",
                new long[] {8, 8},
                "strides",
                new long[] {8, 8});
        model.node("join", "Concat", List.of("pooled", "line"), "joined", "axis", 3L);
        model.output("joined", ElementType.FLOAT32, shape("N", 3, 1, 16));
        Symbols symbols = Analysis.of(ModelDraft.of(model.build()), Assumptions.NONE).symbols();

        // floor((H - 8) / 8) + 1 = 1 for H from 8 to 15; none of them a multiple of 16
        assertThat(symbols.others()).containsEntry("H", 15L);
    }

    @Test
    void allowedSizesReadAsAPersonWouldSayThem() {
        Dim h = Dim.symbol("h");
        assertThat(sizes(h.floorDiv(16), Dim.of(3))).isEqualTo("h is 48 to 63");
        assertThat(sizes(h, Dim.of(48))).isEqualTo("h is 48");
        assertThat(sizes(h.floorDiv(8).times(8), h))
                .isEqualTo("h is 8, 16, 24 or another of 128 sizes");
        assertThat(sizes(h.min(Dim.of(7)), Dim.of(7))).isEqualTo("h is 7 or more");
        assertThat(AllowedSizes.of(new TypedGraph.Agreement("n", h, Dim.symbol("w")))).isEmpty();
        assertThat(AllowedSizes.of(new TypedGraph.Agreement("n", h.times(2), Dim.of(3)))).isEmpty();
    }

    private static String sizes(Dim left, Dim right) {
        return AllowedSizes.of(new TypedGraph.Agreement("n", left, right)).orElseThrow().toString();
    }
}
