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

    /// As models of sound are exported: a filter of 400 samples over a length that is left open.
    @Test
    void aSizeThatAWindowDoesNotFitInGivesWayToTheNextThatItDoes() {
        Analysis analysis = filtered(Assumptions.NONE);
        // L - 400 + 1 >= 1 from 400 on, a multiple of 16; at it the filter is applied once:
        // 2 channels of 400 products
        assertThat(analysis.symbols().others()).containsExactly(Map.entry("L", 400L));
        assertThat(analysis.totals().macs().bind(analysis.at(1)).number()).hasValue(800);
    }

    @Test
    void aNumberThatTheUserChoseAndNoWindowFitsInIsAConflictAndNoNegativeCount() {
        Analysis analysis =
                filtered(
                        new Assumptions(
                                Bindings.of("L", 128L),
                                Bindings.NONE,
                                Map.of(),
                                Map.of(),
                                Map.of()));
        Analysis told = analysis.toldAt(analysis.at(1));
        assertThat(told.graph().conflicts())
                .extracting(TypedGraph.Conflict::what)
                .containsExactly("a window of 400 does not fit into 128 padded by 0 and 0");
        assertThat(told.totals().unknown()).hasSize(1);
        assertThat(told.totals().macs().bind(analysis.at(1)).number()).hasValue(0);
    }

    private static Analysis filtered(Assumptions assumptions) {
        ModelBuilder model = new ModelBuilder("filtered", 8, 17);
        model.input("sound", ElementType.FLOAT32, shape("N", 1, "L"));
        model.input("filter", ElementType.FLOAT32, shape(2, 1, 400));
        model.node("conv", "Conv", List.of("sound", "filter"), "filtered");
        model.output("filtered", ElementType.FLOAT32, shape("N", 2, "M"));
        return Analysis.of(ModelDraft.of(model.build()), assumptions);
    }

    @Test
    void aSymbolThatMustBeTheBatchGoesWithIt() {
        ModelBuilder model = new ModelBuilder("joined", 8, 17);
        model.input("left", ElementType.FLOAT32, shape("N", 4));
        model.input("right", ElementType.FLOAT32, shape("M", 4));
        model.node("join", "Concat", List.of("left", "right"), "joined", "axis", 1L);
        model.output("joined", ElementType.FLOAT32, shape("N", 8));
        Analysis analysis = Analysis.of(ModelDraft.of(model.build()), Assumptions.NONE);
        // all dims but the joined one must be equal (Concat's text), so M is N
        assertThat(analysis.symbols().alike()).containsExactly("M");
        assertThat(analysis.at(8).values()).isEqualTo(Map.of("N", 8L, "M", 8L));
        assertThat(analysis.sizes()).isEmpty();
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
