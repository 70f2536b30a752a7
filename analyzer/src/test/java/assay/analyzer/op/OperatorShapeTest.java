package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorShapeTest {

    @Test
    void reshapeDividesSymbolsOut() {
        assertThat(new OneNode("Reshape", 13).input("N S 768").integers("0 0 12 -1").type())
                .isEqualTo("float32[N, S, 12, 64]");
        assertThat(new OneNode("Reshape", 13).input("N S 12 64").integers("N -1 768").type())
                .isEqualTo("float32[N, S, 768]");
        assertThat(new OneNode("Reshape", 13).input("2 3").integers("4 -1").conflicts())
                .contains("6")
                .contains("4");
    }

    @Test
    void slicesOfSymbols() {
        OneNode head =
                new OneNode("Slice", 13).input("N 512").integers("0").integers("S").integers("1");
        assertThat(head.type()).isEqualTo("float32[N, min(512, S)]");
        OneNode all =
                new OneNode("Slice", 13)
                        .input("N 512")
                        .integers("0")
                        .integers("9223372036854775807")
                        .integers("0");
        assertThat(all.type()).isEqualTo("float32[N, 512]");
        OneNode back =
                new OneNode("Slice", 13)
                        .input("7")
                        .integers("-1")
                        .integers("-9223372036854775807")
                        .integers("0")
                        .integers("-2");
        // 6, 4, 2, 0
        assertThat(back.type()).isEqualTo("float32[4]");
    }

    @Test
    void broadcastingKeepsEqualSymbolsAndTrustsKnownDims() {
        assertThat(new OneNode("Add", 14).input("N 1 S").input("7 S").type())
                .isEqualTo("float32[N, 7, S]");
        assertThat(new OneNode("Add", 14).input("N").input("4").type()).isEqualTo("float32[4]");
        assertThat(new OneNode("Add", 14).input("N").input("M").type()).isEqualTo("float32[?]");
        assertThat(new OneNode("Add", 14).input("3").input("4").conflicts())
                .isEqualTo("dims 3 and 4 cannot be broadcast");
    }

    /// The text of LSTM: initial_h is `[num_directions, batch_size, hidden_size]`.
    @Test
    void aStateOfAnotherBatchThanItsDataIsAConflict() {
        OneNode node =
                new OneNode("LSTM", 14)
                        .with("hidden_size", 32)
                        .input("5 1 16")
                        .input("1 128 16")
                        .input("1 128 32")
                        .absent()
                        .absent()
                        .input("1 7 32");
        assertThat(node.conflicts()).contains("a state for a batch of 7 beside data of 1");
    }

    @Test
    void aConvolutionThatContradictsItselfSaysBothNumbers() {
        assertThat(new OneNode("Conv", 11).input("N 64 8 8").input("32 32 3 3").conflicts())
                .isEqualTo("data has 64 channels, weight expects 32");
    }

    @Test
    void integersFoldOverSymbols() {
        assertThat(new OneNode("Shape", 15).with("start", -2).input("N C H W").folded())
                .isEqualTo("[H, W]");
        assertThat(
                        new OneNode("Concat", 13)
                                .with("axis", 0)
                                .integers("N 12")
                                .integers("64")
                                .folded())
                .isEqualTo("[N, 12, 64]");
        assertThat(new OneNode("Mul", 14).integers("N 3").integers("4").folded())
                .isEqualTo("[4*N, 12]");
        // towards zero: -7 / 2 = -3
        assertThat(new OneNode("Div", 14).integers("-7 N").integers("2").folded())
                .isEqualTo("[-3, floor((N)/(2))]");
        assertThat(new OneNode("Equal", 13).integers("N N 3").integers("-1 4 3").folded())
                .isEqualTo("[0, ?, 1]");
    }

    @Test
    void aSymbolAsAFloatStaysWhole() {
        assertThat(new OneNode("Cast", 13).with("to", 1).integers("N 3").folded())
                .isEqualTo("[N, 3]");
    }

    @Test
    void resizeRoundsInFloat32() {
        TensorValue scales =
                new TensorValue.Reals(
                        ElementType.FLOAT32, List.of(4L), List.of(1.0, 1.0, (double) 0.7f, 0.5));
        // 10 * 0.7f is 7 in float32, 6.9999999 in float64
        assertThat(new OneNode("Resize", 13).input("1 3 10 W").absent().value(scales).type())
                .isEqualTo("float32[1, 3, 7, floor((W)/(2))]");
    }

    @Test
    void poolingLeavesOutAWindowThatStartsInThePadding() {
        OneNode node =
                new OneNode("MaxPool", 12)
                        .ints("kernel_shape", 1L, 1L)
                        .ints("strides", 2L, 2L)
                        .with("ceil_mode", 1)
                        .input("1 1 2 2");
        assertThat(node.type()).isEqualTo("float32[1, 1, 1, 1]");
    }

    /// With a step of 3 and a window of 2, a width of 3 has a second window at 3, in the padding; a
    /// width of 4 has it at 3, inside.
    @Test
    void poolingByASymbolComesToTheSameAsByItsNumber() {
        for (long width = 2; width <= 12; width++) {
            Dim bound = pooled("W").bind(new Bindings(Map.of("W", width)));
            assertThat(bound).isEqualTo(pooled(Long.toString(width)));
        }
        assertThat(pooled("3")).isEqualTo(Dim.of(1));
        assertThat(pooled("4")).isEqualTo(Dim.of(2));
    }

    private static Dim pooled(String width) {
        return new OneNode("AveragePool", 22)
                .ints("kernel_shape", 2L)
                .ints("strides", 3L)
                .with("ceil_mode", 1)
                .input("1 1 " + width)
                .graph()
                .type("y0")
                .shape()
                .dim(2);
    }
}
