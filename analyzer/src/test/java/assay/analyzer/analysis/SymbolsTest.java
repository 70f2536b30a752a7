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
}
