package assay.benchmark.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.device.CpuProfile.Family;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static final double MIB = 1048576;

    @Test
    void aProductCountsTwoOperationsAMultiplication() {
        // 128 x 768 times 768 x 768: 2 * 128 * 768 * 768 = 150,994,944
        assertThat(Rungs.product(Family.GEMM, 128, 768, 3).quantity())
                .isEqualTo(new Quantity.Arithmetic(Family.GEMM, 150_994_944));
        // A row times a matrix: 2 * 1 * 512 * 512 = 524,288
        assertThat(Rungs.product(Family.GEMV, 1, 512, 3).quantity())
                .isEqualTo(new Quantity.Arithmetic(Family.GEMV, 524_288));
        // 48 x 3072 times 3072 x 768: 2 * 48 * 3072 * 768 = 226,492,416
        assertThat(Rungs.deepProduct(48, 768).quantity())
                .isEqualTo(new Quantity.Arithmetic(Family.GEMM, 226_492_416));
    }

    @Test
    void convolutionsCountTapsAndChannelsOfOneGroup() {
        // 56 * 56 pixels * 64 filters * 64 channels * 9 taps * 2 = 231,211,008
        assertThat(Rungs.convolution(Family.CONVOLUTION, 56, 64, 3, 1, 1).quantity())
                .isEqualTo(new Quantity.Arithmetic(Family.CONVOLUTION, 231_211_008));
        // Each half of a pair, 128 to 512 channels: 14 * 14 * 128 * 512 * 1 tap * 2 = 25,690,112
        assertThat(Rungs.pointwise(14, 128, 1).quantity())
                .isEqualTo(new Quantity.Arithmetic(Family.POINTWISE, 25_690_112));
        // One channel a group: 14 * 14 * 384 * 1 * 9 * 2 = 1,354,752
        assertThat(Rungs.convolution(Family.DEPTHWISE, 14, 384, 3, 384, 1).quantity())
                .isEqualTo(new Quantity.Arithmetic(Family.DEPTHWISE, 1_354_752));
    }

    @Test
    void anAdditionMovesThreeOperands() {
        // 12 MiB / 12 bytes = 1,048,576 elements; two reads and a write of 4 MiB each
        Rung rung = Rungs.addition(12 * 1048576, 2);
        assertThat(rung.quantity()).isEqualTo(new Quantity.Traffic(12 * MIB));
        assertThat(rung.inputs().getFirst().elements()).isEqualTo(1_048_576);
    }

    @Test
    void aChainHasAsManyNodesAsLinks() {
        assertThat(Rungs.product(Family.GEMM, 64, 64, 16).model().nodes()).hasSize(16);
        assertThat(Rungs.tiny(new Quantity.NodeCost(), 200).model().nodes()).hasSize(200);
        // Each convolution has its ReLU, and the mean at the end is one more: 2 * 4 + 1.
        assertThat(Rungs.convolution(Family.CONVOLUTION, 14, 64, 3, 1, 4).model().nodes())
                .hasSize(9);
        // A pair is two links.
        assertThat(Rungs.pointwise(14, 128, 3).links()).isEqualTo(6);
    }

    @Test
    void bothLaddersReachBeyondTheLastCacheAndHoldEveryFamily() {
        for (Ladder ladder : new Ladder[] {Ladder.quick(32 * MIB), Ladder.full(32 * MIB)}) {
            Set<Family> families = EnumSet.noneOf(Family.class);
            double largest = 0;
            for (Rung rung : ladder.rungs()) {
                switch (rung.quantity()) {
                    case Quantity.Arithmetic(Family family, double _) -> families.add(family);
                    case Quantity.Traffic(double bytes) -> largest = Math.max(largest, bytes);
                    case Quantity.Reference _, Quantity.NodeCost _, Quantity.RunCost _ -> {}
                }
            }
            assertThat(families).containsAll(EnumSet.allOf(Family.class));
            // Twice 32 MiB, less what does not fill an element of each operand.
            assertThat(largest).isBetween(63.9 * MIB, 64 * MIB);
        }
    }

    @Test
    void namesAreUnique() {
        Ladder full = Ladder.full(32 * MIB);
        assertThat(full.rungs().stream().map(Rung::name)).doesNotHaveDuplicates();
    }
}
