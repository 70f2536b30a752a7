package assay.analyzer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.device.CpuProfile.RatePoint;
import assay.analyzer.device.CpuProfile.Reference;
import assay.analyzer.device.CpuProfile.ReferenceTime;
import assay.analyzer.device.CpuProfile.StreamPoint;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowdownTest {

    private static final double MIB = 1048576;

    /// Two cores with 1 MiB of their own each; with both threads a product takes 1 ms, the chain
    /// and the addition 2 ms.
    private static final CpuProfile CPU =
            CalibratedCpu.of(
                    List.of(new CpuProfile.Cache(2, 2 * MIB), new CpuProfile.Cache(3, 32 * MIB)),
                    List.of(
                            new RatePoint(Family.GEMM, 2, 1e6, 80e9),
                            new RatePoint(Family.GEMM, 2, 83_042_982, 120e9),
                            new RatePoint(Family.GEMM, 2, 1e9, 150e9)),
                    List.of(
                            new StreamPoint(2, 1 * MIB, 60e9),
                            new StreamPoint(2, 8 * MIB, 40e9),
                            new StreamPoint(2, 64 * MIB, 22e9)),
                    2e-6,
                    10e-6,
                    List.of(
                            new ReferenceTime(Reference.PRODUCT, 2, 1e-3),
                            new ReferenceTime(Reference.CHAIN, 2, 2e-3),
                            new ReferenceTime(Reference.ADDITION, 2, 2e-3)));

    private static final Map<String, Double> NOW =
            Map.of("product", 1.5e-3, "chain", 4e-3, "addition", 2.2e-3);

    @Test
    void isTheTimeOfEachReferenceOverThatInCalibration() {
        // 1.5 ms / 1 ms, 4 ms / 2 ms, 2.2 ms / 2 ms; 0 threads are one a core, so 2
        Slowdown slowdown = Slowdown.of(CPU, 0, NOW).orElseThrow();
        assertThat(slowdown.product()).isCloseTo(1.5, within(1e-12));
        assertThat(slowdown.chain()).isCloseTo(2, within(1e-12));
        assertThat(slowdown.addition()).isCloseTo(1.1, within(1e-12));
    }

    @Test
    void isUnknownWhereEitherSideLacksATime() {
        assertThat(Slowdown.of(CPU, 1, NOW)).isEmpty();
        assertThat(Slowdown.of(CPU, 2, Map.of("product", 1.5e-3))).isEmpty();
        assertThat(Slowdown.of(CPU, 2, Map.of())).isEmpty();
    }

    @Test
    void slowsSmallKernelsWithTheChainAndLargeOnesWithTheProduct() {
        List<RatePoint> rates = new Slowdown(1.5, 2, 1.1).of(CPU).rates();
        // 1 MFLOP is less than a link of the chain, 25.7 MFLOPs: 80 GFLOP/s / 2
        assertThat(rates.get(0).flopsPerSecond()).isCloseTo(40e9, within(1.0));
        // sqrt(25,690,112 * 268,435,456) = 83,042,982 lies midway: 120 GFLOP/s / sqrt(2 * 1.5)
        assertThat(rates.get(1).flopsPerSecond()).isCloseTo(120e9 / Math.sqrt(3), within(1e3));
        // 1 GFLOP is more than the product's 268 MFLOPs: 150 GFLOP/s / 1.5
        assertThat(rates.get(2).flopsPerSecond()).isCloseTo(100e9, within(1.0));
    }

    @Test
    void slowsBytesByWhereTheyLie() {
        CpuProfile slow = new Slowdown(1.5, 2, 1.1).of(CPU);
        // 1 MiB in the cores' own 2 MiB, 60 GB/s / 1.5; 8 MiB in the last cache, 40 GB/s / 2;
        // 64 MiB in memory, 22 GB/s / 1.1
        assertThat(slow.streams())
                .extracting(StreamPoint::bytesPerSecond)
                .usingComparatorForType(Comparator.comparingDouble(Math::rint), Double.class)
                .containsExactly(40e9, 20e9, 20e9);
        // 2 us * 1.5 and 10 us * 1.5
        assertThat(slow.nodeSeconds()).isCloseTo(3e-6, within(1e-15));
        assertThat(slow.runSeconds()).isCloseTo(15e-6, within(1e-15));
    }
}
