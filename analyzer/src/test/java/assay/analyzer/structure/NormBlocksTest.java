package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Normalizations that exporters write out in primitives, in their several spellings.
class NormBlocksTest {

    private static TensorValue real(double value) {
        return new TensorValue.Reals(ElementType.FLOAT32, List.of(), List.of(value));
    }

    private static SmallModel tokens() {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, "N", 16, 64)
                .constant("last", TensorValue.vector(List.of(Dim.of(-1))))
                .constant("eps", real(1e-5))
                .constant("two", real(2))
                .constant("one", real(1))
                .constant("power", real(-0.5))
                .weight("gamma", ElementType.FLOAT32, 64L);
    }

    private static Map<String, Integer> counts(SmallModel model) {
        return Structure.of(model.output("y").typed()).blockCounts();
    }

    /// x * r + (beta - mean * r) with r = gamma / sqrt(var + e), as Keras folds it.
    @Test
    void layerNormFoldedIntoScaleAndShift() {
        SmallModel model =
                tokens().weight("beta", ElementType.FLOAT32, 64L)
                        .node("ReduceMean", List.of("x", "last"), List.of("mean"))
                        .node("Sub", List.of("x", "mean"), List.of("d"))
                        .node("Mul", List.of("d", "d"), List.of("d2"))
                        .node("ReduceMean", List.of("d2", "last"), List.of("var"))
                        .node("Add", List.of("var", "eps"), List.of("v"))
                        .node("Sqrt", List.of("v"), List.of("s"))
                        .node("Reciprocal", List.of("s"), List.of("i"))
                        .node("Mul", List.of("i", "gamma"), List.of("r"))
                        .node("Mul", List.of("x", "r"), List.of("xr"))
                        .node("Mul", List.of("mean", "r"), List.of("mr"))
                        .node("Sub", List.of("beta", "mr"), List.of("b"))
                        .node("Add", List.of("xr", "b"), List.of("y"));
        assertThat(counts(model)).containsEntry("LayerNorm", 1);
    }

    /// x * (mean(x * x) + e)^-1/2, the root as Sqrt and Reciprocal, as Sqrt and 1 / r, as a power.
    @Test
    void rmsNormInThreeSpellings() {
        for (String root : List.of("Reciprocal", "Div", "Pow")) {
            SmallModel model =
                    tokens().node("Mul", List.of("x", "x"), List.of("q"))
                            .node("ReduceMean", List.of("q", "last"), List.of("m"))
                            .node("Add", List.of("m", "eps"), List.of("v"));
            switch (root) {
                case "Pow" -> model.node("Pow", List.of("v", "power"), List.of("r"));
                case "Div" ->
                        model.node("Sqrt", List.of("v"), List.of("s"))
                                .node("Div", List.of("one", "s"), List.of("r"));
                default ->
                        model.node("Sqrt", List.of("v"), List.of("s"))
                                .node("Reciprocal", List.of("s"), List.of("r"));
            }
            model.node("Mul", List.of("x", "r"), List.of("n"))
                    .node("Mul", List.of("n", "gamma"), List.of("y"));
            assertThat(counts(model)).as(root).isEqualTo(Map.of("RMSNorm", 1));
        }
    }

    /// The same arithmetic over height and width normalizes each channel of each image.
    @Test
    void meansOverTheImageAreAnInstanceNorm() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                        .constant("axes", TensorValue.vector(List.of(Dim.of(2), Dim.of(3))))
                        .constant("two", real(2))
                        .constant("eps", real(1e-5))
                        .node("ReduceMean", List.of("x", "axes"), List.of("mean"))
                        .node("Sub", List.of("x", "mean"), List.of("d"))
                        .node("Pow", List.of("d", "two"), List.of("q"))
                        .node("ReduceMean", List.of("q", "axes"), List.of("v"))
                        .node("Add", List.of("v", "eps"), List.of("e"))
                        .node("Sqrt", List.of("e"), List.of("s"))
                        .node("Div", List.of("d", "s"), List.of("y"));
        assertThat(counts(model)).isEqualTo(Map.of("InstanceNorm", 1));
    }
}
