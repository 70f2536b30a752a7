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

class RowKernelTest {
    private static final Profiles PROFILES =
            Profiles.load(List.of(Path.of(System.getProperty("assay.root"), "profiles")));
    private static final GpuProfile V100 =
            (GpuProfile) ((Match.Known) PROFILES.find("V100")).profile();
    private static final GpuMemory MEMORY = GpuMemory.of(V100);

    private static Terms softmax(long rows, long width) {
        return RowKernel.softmax(
                V100, MEMORY, new Kernel.Softmax(rows, width, ElementType.FLOAT32));
    }

    /// 100,000 rows of 1,000 floats, read once and written once: 800 MB at 0.925 of 900 GB/s is
    /// 0.961 ms; L2 (6 MB) holds (6/800)^2 of it.
    @Test
    void shortSoftmaxRowsAreOnePass() {
        assertThat(softmax(100_000, 1_000).seconds()).isCloseTo(0.961e-3, within(0.001e-3));
        assertThat(softmax(100_000, 1_000).compute()).isZero();
    }

    /// 27 instructions an element, 14 where the width is a multiple of 256; V100 issues half its
    /// FP32 rate of 2 x 5,120 lanes x clock.
    @Test
    void longSoftmaxRowsPayForInstructions() {
        double lanes = V100.rate(assay.analyzer.device.Unit.VECTOR_FP32).orElseThrow() / 2;
        assertThat(softmax(50_000, 1_500).compute())
                .isCloseTo(27 * 50_000 * 1_500 / lanes, within(1e-9));
        assertThat(softmax(50_000, 1_536).compute())
                .isCloseTo(14 * 50_000 * 1_536 / lanes, within(1e-9));
    }

    /// Four blocks of 512 threads hold four rows. Of 4,096 floats that is 64 KiB of the 128 KiB of
    /// a processor: missed 1 / (1 + (0.78 x 2)^12) = 0.0048. Of 16,384 floats 256 KiB: 1 / (1 +
    /// 0.39^12) = 0.99999.
    @Test
    void rowsStayInTheCacheOfTheirProcessorWhileTheyFit() {
        assertThat(RowCache.missed(V100, 512, 4 * 4_096)).isCloseTo(0.0048, within(0.0001));
        assertThat(RowCache.missed(V100, 512, 4 * 16_384)).isCloseTo(0.99999, within(0.00001));
    }

    /// Rows that do not fit are read three times and written once, all of it from memory: twice the
    /// traffic of one pass. 20,000 rows of 16,384 floats: 2.62 GB a pass, 3.15 ms.
    @Test
    void softmaxRowsThatDoNotFitCostTwoMoreReads() {
        Terms terms = softmax(20_000, 16_384);
        assertThat(terms.memory()).isCloseTo(2 * 3.15e-3, within(0.01e-3));
        assertThat(terms.seconds()).isCloseTo(terms.memory() + terms.compute(), within(1e-15));
    }
}
