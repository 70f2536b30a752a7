package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.tensor.ElementType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GemmKernelTest {
    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));

    private static KernelEstimate estimate(
            String gpu, EstimateSettings settings, long batch, long m, long n, long k) {
        return Estimator.of(((Match.Known) PROFILES.find(gpu)).profile(), settings.withTf32(false))
                .estimate(new Kernel.Gemm(batch, m, n, k, ElementType.FLOAT32));
    }

    /// 8192^3 on V100: tiles of 256 x 128, 1 + 3.9 (1/256 + 1/128) = 1.0457 to feed them, 2,048 of
    /// them on 80 processors are 25.6 waves and 0.007 of the 0.4 lost. 2 x 8192^3 = 1.0995e12 FLOP
    /// at 0.92 of 14.13e12 FLOP/s, times 1.0457 x 25.603 / 25.6: 88.5 ms. Memory's 0.97 ms
    /// overlaps.
    @Test
    void aLargeProductIsItsFlopsAtTheShareHeld() {
        double rate =
                ((GpuProfile) ((Match.Known) PROFILES.find("V100")).profile())
                        .rate(assay.analyzer.device.Unit.VECTOR_FP32)
                        .orElseThrow();
        double expected = 2 * Math.pow(8192, 3) * 1.0457 * 1.0001 / (0.92 * rate);
        KernelEstimate e = estimate("V100", EstimateSettings.defaults(), 1, 8192, 8192, 8192);
        assertThat(e.computeSeconds()).isCloseTo(expected, within(expected * 1e-3));
        assertThat(e.busySeconds()).isCloseTo(expected, within(expected * 2e-3));
    }

    /// Half precision on one full wave of 128 x 128 tiles: the feed cost of a tile, f (1/128 +
    /// 1/128) with f = 11.8, is counted twice on T4, whose shared memory is half as wide as V100's.
    @Test
    void turingFeedsItsMatrixUnitsAtHalfTheWidth() {
        double feed = Constants.FITTED.of(FittedConstant.MATRIX_FEED);
        assertThat(blockSeconds("T4") / blockSeconds("V100"))
                .isCloseTo((1 + 2 * feed / 64) / (1 + feed / 64), within(1e-9));
    }

    /// Seconds of one block in units of its FLOPs at the share held.
    private static double blockSeconds(String name) {
        GpuProfile profile = (GpuProfile) ((Match.Known) PROFILES.find(name)).profile();
        EstimateSettings settings = EstimateSettings.defaults();
        UnitChoice.Chosen unit =
                (UnitChoice.Chosen) UnitChoice.of(profile, ElementType.FLOAT16, settings);
        Gpu gpu = Gpu.of(profile, unit, settings, Constants.FITTED);
        return GemmKernel.matrixCompute(gpu, new Tile(128, 128), 1024, 0)
                * gpu.ratePerProcessor()
                * unit.share();
    }

    /// Pascal: 1.25 times under present libraries, 1.7 times where a side is at most 16; batched
    /// products and other generations are untouched.
    @Test
    void pascalIsSlowerUnderPresentLibraries() {
        EstimateSettings now = EstimateSettings.defaults();
        EstimateSettings then = now.withLibraries(EstimateSettings.Libraries.CUDA_9);
        assertThat(ratio("P100", now, then, 1, 2048)).isCloseTo(1.25, within(0.01));
        assertThat(ratio("P100", now, then, 8, 2048)).isEqualTo(1);
        assertThat(ratio("V100", now, then, 1, 2048)).isEqualTo(1);
        double skinny = estimate("P100", then, 1, 4096, 16, 4096).computeSeconds();
        double wider = estimate("P100", then, 1, 4096, 17, 4096).computeSeconds();
        assertThat(skinny / wider).isCloseTo(1.7, within(0.001));
    }

    private static double ratio(
            String gpu, EstimateSettings above, EstimateSettings below, long batch, long side) {
        return estimate(gpu, above, batch, side, side, side).computeSeconds()
                / estimate(gpu, below, batch, side, side, side).computeSeconds();
    }

    /// A card of 75 W under lasting load at half its boost clock: full processors run at 0.5, a
    /// quarter of them at the 0.87 of a short kernel, 0.8 of them at 0.5 / 0.8 = 0.625.
    @Test
    void idleProcessorsSpareASmallCardsPower() {
        assertThat(SustainedClock.capped(1, 0.5, 1)).isEqualTo(2);
        assertThat(SustainedClock.capped(1, 0.5, 0.8)).isCloseTo(1 / 0.625, within(1e-12));
        assertThat(SustainedClock.capped(1, 0.5, 0.25)).isCloseTo(1 / 0.87, within(1e-12));
    }
}
