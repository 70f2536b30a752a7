package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.device.CalibratedCpu;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.device.CpuProfile.RatePoint;
import assay.analyzer.device.CpuProfile.StreamPoint;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuEstimatorTest {

    /// One rate a family, whatever the size; a node costs nothing that counts.
    private static final CpuProfile CPU =
            CalibratedCpu.of(
                    List.of(
                            new RatePoint(Family.GEMM, 2, 1e9, 200e9),
                            new RatePoint(Family.GEMV, 2, 1e9, 40e9),
                            new RatePoint(Family.CONVOLUTION, 2, 1e9, 220e9),
                            new RatePoint(Family.DEPTHWISE, 2, 1e9, 100e9),
                            new RatePoint(Family.SOFTMAX, 2, 1e9, 1e15)),
                    List.of(new StreamPoint(1, 1e6, 50e9), new StreamPoint(2, 1e6, 1e12)),
                    1e-12,
                    1e-12);

    private static double seconds(Kernel kernel) {
        return new CpuEstimator(CPU, EstimateSettings.defaults()).estimate(kernel).seconds();
    }

    private static Kernel.Gemm product(long rows) {
        return new Kernel.Gemm(1, rows, 1000, 1000, ElementType.FLOAT32);
    }

    @Test
    void rowsShareTheWeightsUpToTheRateOfLargeProducts() {
        // 2 MFLOPs a row: 2e6 / 40e9 = 50 us for one row and for three; four reach 200 GFLOP/s:
        // 8e6 / 200e9 = 40 us.
        assertThat(seconds(product(1))).isCloseTo(50e-6, within(1e-9));
        assertThat(seconds(product(3))).isCloseTo(50e-6, within(1e-9));
        assertThat(seconds(product(4))).isCloseTo(40e-6, within(1e-9));
    }

    @Test
    void aRecurrentLayerMultipliesItsInputsAtOnce() {
        // 100 steps of 1 row, 4 gates of 500 units, 1,000 inputs: 2 * 100 * 4 * 500 * 1,000 = 400
        // MFLOPs at 200 GFLOP/s are 2 ms, and 200 MFLOPs of states at 40 GFLOP/s 5 ms.
        assertThat(seconds(new Kernel.Recurrent(100, 1, 1000, 500, 4, 1, ElementType.FLOAT32)))
                .isCloseTo(7e-3, within(1e-6));
        // Four rows: inputs 8 ms, states 800 MFLOPs at 4 x 40 GFLOP/s 5 ms.
        assertThat(seconds(new Kernel.Recurrent(100, 4, 1000, 500, 4, 1, ElementType.FLOAT32)))
                .isCloseTo(13e-3, within(1e-6));
    }

    @Test
    void groupsOfLessThanABlockAreSpreadOut() {
        // 64 channels in 8 groups, 3x3 on 20x20: 2 * 64 * 8 * 9 * 400 = 3.6864 MFLOPs at 200
        // GFLOP/s
        // are 18.4 us; 2 * 64 * 9 * 400 * 4 = 1,843,200 bytes at 50 GB/s 36.9 us.
        Kernel.Convolution grouped =
                Kernel.Convolution.plain2d(
                        1, 64, 20, 20, 64, 3, 3, 1, 1, 1, 1, 8, ElementType.FLOAT32);
        assertThat(CpuLayout.isBlocked(grouped)).isFalse();
        assertThat(seconds(grouped)).isCloseTo(55.296e-6, within(1e-9));
    }

    @Test
    void blocksAreFilledUp() {
        // 40 channels and 40 filters fill three blocks of 16 each: (48 / 40)^2 = 1.44.
        Kernel.Convolution plain =
                Kernel.Convolution.plain2d(
                        1, 40, 10, 10, 40, 3, 3, 1, 1, 1, 1, 1, ElementType.FLOAT32);
        assertThat(CpuLayout.isBlocked(plain)).isTrue();
        assertThat(CpuLayout.padding(plain)).isCloseTo(1.44, within(1e-12));
        // One channel a group: 72 channels fill 80; 58 are no multiple of 4.
        assertThat(CpuLayout.padding(depthwise(72))).isCloseTo(80 / 72.0, within(1e-12));
        assertThat(CpuLayout.isBlocked(depthwise(58))).isFalse();
    }

    private static Kernel.Convolution depthwise(long channels) {
        return Kernel.Convolution.plain2d(
                1, channels, 10, 10, channels, 3, 3, 1, 1, 1, 1, channels, ElementType.FLOAT32);
    }
}
