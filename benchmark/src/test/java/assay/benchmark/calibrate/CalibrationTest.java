package assay.benchmark.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void measuresThisMachine() {
        List<Rung> rungs =
                List.of(
                        Rungs.tiny(new Quantity.RunCost(), 1),
                        Rungs.tiny(new Quantity.NodeCost(), 100),
                        Rungs.tiny(new Quantity.NodeCost(), 200),
                        Rungs.product(Family.GEMM, 128, 128, 4),
                        Rungs.convolution(Family.CONVOLUTION, 14, 64, 3, 1, 2),
                        Rungs.addition(1 << 20, 4));
        int[] heard = new int[1];
        CpuProfile profile = Calibration.run(new Ladder(rungs), 1, (done, _, _) -> heard[0] = done);
        assertThat(profile.calibrated()).isTrue();
        // 6 rungs, twice, at every count of threads: 1, and on larger machines 2 and all.
        int counts = profile.cores() == 1 ? 1 : profile.cores() == 2 ? 2 : 3;
        assertThat(heard[0]).isEqualTo(2 * 6 * counts);
        assertThat(profile.rates()).hasSize(2 * counts);
        // Anything from a single slow core to a large server.
        assertThat(profile.rates())
                .allSatisfy(rate -> assertThat(rate.flopsPerSecond()).isBetween(1e8, 1e13));
        assertThat(profile.streams())
                .hasSize(counts)
                .allSatisfy(stream -> assertThat(stream.bytesPerSecond()).isPositive());
        assertThat(profile.nodeSeconds()).isPositive();
        assertThat(profile.runSeconds()).isPositive();
        assertThat(profile.spread()).isPositive();
    }
}
