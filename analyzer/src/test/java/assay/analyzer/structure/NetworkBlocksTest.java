package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Parts of networks that are neither activations, normalizations nor attention.
class NetworkBlocksTest {

    private static final Map<String, Attribute> AXIS = Map.of("axis", new Attribute.Int(1));
    private static final Map<String, Attribute> QUARTERS =
            Map.of("axis", new Attribute.Int(1), "num_outputs", new Attribute.Int(4));
    private static final Map<String, Attribute> STRIDES =
            Map.of("strides", new Attribute.Ints(List.of(2L, 2L)));

    private static Map<String, Integer> counts(SmallModel model) {
        return Structure.of(model.output("y").typed()).blockCounts();
    }

    private static SmallModel step(SmallModel model, int number) {
        String n = String.valueOf(number);
        String before = String.valueOf(number - 1);
        return model.input("x" + n, ElementType.FLOAT32, "N", 8)
                .node(
                        Model.DEFAULT_DOMAIN,
                        "Concat",
                        List.of("x" + n, "h" + before),
                        List.of("xh" + n),
                        AXIS)
                .node("MatMul", List.of("xh" + n, "w"), List.of("all" + n))
                .node(
                        Model.DEFAULT_DOMAIN,
                        "Split",
                        List.of("all" + n),
                        List.of("i" + n, "f" + n, "g" + n, "o" + n),
                        QUARTERS)
                .node("Sigmoid", List.of("i" + n), List.of("is" + n))
                .node("Sigmoid", List.of("f" + n), List.of("fs" + n))
                .node("Tanh", List.of("g" + n), List.of("gt" + n))
                .node("Sigmoid", List.of("o" + n), List.of("os" + n))
                .node("Mul", List.of("fs" + n, "c" + before), List.of("kept" + n))
                .node("Mul", List.of("is" + n, "gt" + n), List.of("new" + n))
                .node("Add", List.of("kept" + n, "new" + n), List.of("c" + n))
                .node("Tanh", List.of("c" + n), List.of("ct" + n))
                .node("Mul", List.of("os" + n, "ct" + n), List.of("h" + n));
    }

    /// c' = f * c + i * g, h = o * tanh(c'): two steps of one layer share their weights and are one
    /// cell.
    @Test
    void anLstmCellInPrimitives() {
        SmallModel model =
                new SmallModel()
                        .input("h0", ElementType.FLOAT32, "N", 16)
                        .input("c0", ElementType.FLOAT32, "N", 16)
                        .weight("w", ElementType.FLOAT32, 24L, 64L);
        step(step(model, 1), 2).node("Identity", List.of("h2"), List.of("y"));
        assertThat(counts(model)).isEqualTo(Map.of("RecurrentCell", 1));
    }

    /// An encoder's map added to a decoder's of its size, as in LinkNet: a skip of a U-Net and no
    /// residual block.
    @Test
    void aUNetSkipThatAdds() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                        .weight("down", ElementType.FLOAT32, 8L, 8L, 2L, 2L)
                        .weight("up", ElementType.FLOAT32, 8L, 8L, 2L, 2L)
                        .weight("w", ElementType.FLOAT32, 8L, 8L, 1L, 1L)
                        .node("Conv", List.of("x", "w"), List.of("skip"))
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Conv",
                                List.of("skip", "down"),
                                List.of("low"),
                                STRIDES)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "ConvTranspose",
                                List.of("low", "up"),
                                List.of("high"),
                                STRIDES)
                        .node("Add", List.of("high", "skip"), List.of("y"));
        assertThat(counts(model)).isEqualTo(Map.of("UNetSkip", 1));
    }

    /// A block of MobileNetV2 in integers: 8 channels widened to 48, filtered one by one, brought
    /// down to 8. Weights are input 3 of a QLinearConv, behind the scale and zero point of its
    /// data.
    @Test
    void anInvertedResidualOfQuantizedConvolutions() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.UINT8, "N", 8, 16, 16)
                        .constant(
                                "s",
                                new TensorValue.Reals(ElementType.FLOAT32, List.of(), List.of(0.1)))
                        .constant(
                                "z",
                                new TensorValue.Integers(
                                        ElementType.UINT8, List.of(), List.of(Dim.of(0))))
                        .weight("widen", ElementType.UINT8, 48L, 8L, 1L, 1L)
                        .weight("filter", ElementType.UINT8, 48L, 1L, 3L, 3L)
                        .weight("narrow", ElementType.UINT8, 8L, 48L, 1L, 1L);
        quantized(model, "x", "widen", "a", Map.of());
        quantized(
                model.node("Relu", List.of("a"), List.of("ar")),
                "ar",
                "filter",
                "b",
                Map.of(
                        "group", new Attribute.Int(48),
                        "pads", new Attribute.Ints(List.of(1L, 1L, 1L, 1L))));
        quantized(model.node("Relu", List.of("b"), List.of("br")), "br", "narrow", "y", Map.of());
        assertThat(counts(model)).isEqualTo(Map.of("ConvRelu", 2, "InvertedResidual", 1));
    }

    private static void quantized(
            SmallModel model,
            String data,
            String weights,
            String result,
            Map<String, Attribute> attributes) {
        model.node(
                Model.DEFAULT_DOMAIN,
                "QLinearConv",
                List.of(data, "s", "z", weights, "s", "z", "s", "z"),
                List.of(result),
                attributes);
    }
}
