package assay.benchmark.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    /// So slow that only the samples asked for are taken.
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir Path folder;

    @Test
    void readsHostAndGpuAndCutsAWindow() throws Exception {
        long own = ProcessHandle.current().pid();
        try (var _ = CDouble.nvml(folder, "");
                var nvml = Nvml.open().orElse(null);
                var sampler =
                        Sampler.start(new HostMeter(), nvml.gpus().orElse(List.of()), NEVER)) {
            sampler.watch(own);
            sampler.sample();
            sampler.sample();
            var samples = sampler.timeline().samples();
            assertThat(samples).extracting(Sample::epochNanos).isSorted().doesNotHaveDuplicates();
            assertThat(samples).hasSize(3); // watch drops the first one and takes one
            var window =
                    sampler.timeline()
                            .window(
                                    samples.getFirst().epochNanos(),
                                    samples.getLast().epochNanos());
            // The double's counter moves 50 J at each reading: 2 x 50 J in steps of 50 J.
            assertThat(window.gpus().getFirst().energyJoules())
                    .isEqualTo(Reading.known(new Difference(100, 50)));
            assertThat(window.samples()).isEqualTo(3);
            assertThat(window.host().watchedCores().isKnown()).isTrue();
            assertThat(window.host().peakResidentBytes().isKnown()).isTrue();
        }
    }

    @Test
    void aGpuLostMidwayLeavesTheEarlierReadings() throws Exception {
        // A reading makes 13 device calls, so the third one meets a lost GPU.
        try (var _ = CDouble.nvml(folder, "lost_after 30\n");
                var nvml = Nvml.open().orElse(null);
                var sampler =
                        Sampler.start(new HostMeter(), nvml.gpus().orElse(List.of()), NEVER)) {
            sampler.sample();
            sampler.sample();
            sampler.sample();
            var samples = sampler.timeline().samples();
            assertThat(samples.getFirst().gpus().getFirst().smHertz())
                    .isEqualTo(Reading.known(2.52e9));
            assertThat(samples.getLast().gpus().getFirst().smHertz())
                    .isEqualTo(Reading.missing("the GPU is lost: it has fallen off the bus"));
            assertThat(samples).hasSize(4);
        }
    }

    @Test
    void samplesByItselfUntilClosed() throws Exception {
        var sampler = Sampler.start(new HostMeter(), List.of(), Duration.ofMillis(1));
        while (sampler.timeline().samples().size() < 3) {
            Thread.onSpinWait();
        }
        sampler.close();
        int size = sampler.timeline().samples().size();
        assertThat(size).isGreaterThanOrEqualTo(3);
        sampler.close();
        assertThat(sampler.timeline().samples()).hasSize(size);
    }

    @Test
    void aProcessThatEndedIsAReason() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "--version").start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        assertThat(ProcessReading.of(process.pid()).residentBytes())
                .isEqualTo(Reading.missing("process " + process.pid() + " is not running"));
    }
}
