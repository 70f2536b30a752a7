package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.ElementType;
import org.junit.jupiter.api.Test;

class OperatorCostTest {

    @Test
    void gemmWithATransposedWeightAndABias() {
        Cost cost =
                new OneNode("Gemm", 8)
                        .with("transB", 1)
                        .input("1 512")
                        .input("1000 512")
                        .input("1000")
                        .cost();
        // 2 * 512 * 1000 + 1000
        assertThat(cost.flops().toString()).isEqualTo("1025000");
        // 4 bytes * (512 + 512,000 + 1,000)
        assertThat(cost.bytesRead().toString()).isEqualTo("2054048");
    }

    @Test
    void convolutionsOfOneTwoAndThreeDims() {
        OneNode one = new OneNode("Conv", 11).input("N 8 100").input("16 8 5");
        assertThat(one.type()).isEqualTo("float32[N, 16, 96]");
        // N * 16 * 96 outputs, each of 8 * 5 products
        assertThat(one.cost().macs().toString()).isEqualTo("61440*N");

        OneNode two =
                new OneNode("Conv", 11)
                        .ints("strides", 2L, 2L)
                        .ints("pads", 3L, 3L, 3L, 3L)
                        .input("N 3 224 224")
                        .input("64 3 7 7");
        // the stem of a ResNet: 236,027,904 FLOPs
        assertThat(two.cost().flops().toString()).isEqualTo("236027904*N");

        OneNode three =
                new OneNode("Conv", 11).with("group", 2).input("1 4 8 8 8").input("6 2 3 3 3");
        // 6 * 6^3 outputs, each of 2 * 3^3 products
        assertThat(three.cost().macs().toString()).isEqualTo("69984");
    }

    @Test
    void aTransposedConvolutionMultipliesEachInputByTheKernel() {
        OneNode node =
                new OneNode("ConvTranspose", 11)
                        .ints("strides", 2L, 2L)
                        .input("1 16 10 10")
                        .input("16 8 2 2");
        // 2 * (10 - 1) + 2
        assertThat(node.type()).isEqualTo("float32[1, 8, 20, 20]");
        // 1,600 inputs * 8 * 4
        assertThat(node.cost().macs().toString()).isEqualTo("51200");
    }

    @Test
    void anLstmInBothDirections() {
        OneNode node =
                new OneNode("LSTM", 14)
                        .with("direction", "bidirectional")
                        .with("hidden_size", 32)
                        .input("T N 16")
                        .input("2 128 16")
                        .input("2 128 32")
                        .outputs(3);
        assertThat(node.type(0)).isEqualTo("float32[T, 2, N, 32]");
        assertThat(node.type(2)).isEqualTo("float32[2, N, 32]");
        // 2 * T * N * 4 * 32 * (16 + 32)
        assertThat(node.cost().macs().toString()).isEqualTo("12288*N*T");
    }

    @Test
    void anEinsumThatContractsAndOneThatDoesNot() {
        OneNode product =
                new OneNode("Einsum", 12)
                        .with("equation", "bhid,bhjd->bhij")
                        .input("B 12 S 64")
                        .input("B 12 S 64");
        assertThat(product.type()).isEqualTo("float32[B, 12, S, S]");
        // B * 12 * S * S * 64
        assertThat(product.cost().macs().toString()).isEqualTo("768*B*S^2");
        Cost outer =
                new OneNode("Einsum", 12).with("equation", "i,j->ij").input("3").input("4").cost();
        assertThat(outer.macs().toString()).isEqualTo("0");
        assertThat(outer.vectorFlops().toString()).isEqualTo("12");
    }

    @Test
    void viewsCostNothingAndMovementsOnlyBytes() {
        Cost view = new OneNode("Reshape", 13).input("2 3").integers("3 2").cost();
        assertThat(view).isEqualTo(Cost.FREE);
        Cost moved = new OneNode("Transpose", 13).input("2 3").cost();
        assertThat(moved.flops().toString()).isEqualTo("0");
        assertThat(moved.bytesRead().toString()).isEqualTo("24");
        Cost cast = new OneNode("Cast", 13).with("to", 10).input("2 3").cost();
        assertThat(cast.flops().toString()).isEqualTo("0");
        // six elements of 4 bytes read, of 2 written
        assertThat(cast.bytesRead().toString()).isEqualTo("24");
        assertThat(cast.bytesWritten().toString()).isEqualTo("12");
    }

    @Test
    void gatherReadsTheRowsAndNotTheTable() {
        Cost cost =
                new OneNode("Gather", 13)
                        .input("30522 768")
                        .input(ElementType.INT64, "N 128")
                        .cost();
        // N * 128 rows of 768 * 4 bytes, and as many indices of 8
        assertThat(cost.bytesRead().toString()).isEqualTo("394240*N");
    }

    @Test
    void theVectorWorkOfTheSeedCard() {
        assertThat(flops("Relu", "2 5")).isEqualTo("10");
        assertThat(flops("GlobalAveragePool", "1 512 7 7")).isEqualTo("25088");
        assertThat(
                        new OneNode("MaxPool", 8)
                                .ints("kernel_shape", 3L, 3L)
                                .ints("strides", 2L, 2L)
                                .ints("pads", 1L, 1L, 1L, 1L)
                                .input("1 64 112 112")
                                .cost()
                                .flops()
                                .toString())
                // 64 * 56 * 56 outputs of 9 - 1 compares
                .isEqualTo("1605632");
    }

    @Test
    void lossesCountWhatTheyAreAskedFor() {
        OneNode entropy =
                new OneNode("SoftmaxCrossEntropyLoss", 13)
                        .with("reduction", "mean")
                        .input("3 5")
                        .input(ElementType.INT64, "3")
                        .input("5");
        // 5 for each of 15 scores; for each label the sign, a weight, two sums of a weighted mean
        assertThat(entropy.cost().flops().toString()).isEqualTo("87");
        OneNode likelihood =
                new OneNode("NegativeLogLikelihoodLoss", 22)
                        .with("reduction", "none")
                        .input("3 5 2")
                        .input(ElementType.INT64, "3 2");
        // the sign of each label's score
        assertThat(likelihood.cost().flops().toString()).isEqualTo("6");
    }

    /// A vector of integers has a length that is known and elements that only a run tells: what
    /// works on it runs. What is computed from a shape is known before.
    @Test
    void integersThatOnlyARunTellsAreMoved() {
        OneNode cast = new OneNode("Cast", 13).with("to", 6).input(ElementType.INT64, "128");
        // 128 of 8 bytes read, of 4 written
        assertThat(cast.cost().bytesRead().toString()).isEqualTo("1024");
        assertThat(cast.cost().bytesWritten().toString()).isEqualTo("512");
        OneNode joined =
                new OneNode("Concat", 13)
                        .with("axis", 0)
                        .integers("N 3")
                        .input(ElementType.INT64, "1");
        assertThat(joined.cost().bytesWritten().toString()).isEqualTo("24");
        assertThat(
                        new OneNode("Concat", 13)
                                .with("axis", 0)
                                .integers("N 3")
                                .integers("7")
                                .cost()
                                .bytesWritten()
                                .toString())
                .isEqualTo("0");
    }

    private static String flops(String operator, String dims) {
        return new OneNode(operator, 8).input(dims).cost().flops().toString();
    }
}
