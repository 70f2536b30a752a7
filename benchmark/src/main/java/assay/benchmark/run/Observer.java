package assay.benchmark.run;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Json;
import assay.benchmark.session.Provider;
import assay.benchmark.telemetry.Gpu;
import assay.benchmark.telemetry.HostMeter;
import assay.benchmark.telemetry.Interference;
import assay.benchmark.telemetry.Nvml;
import assay.benchmark.telemetry.Reading;
import assay.benchmark.telemetry.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches the machine while processes are timed, from this one.
final class Observer implements AutoCloseable {

    private static final long POLL_MILLIS = 20;

    private final @Nullable Nvml nvml;
    private final Sampler sampler;
    private final String noGpu;

    private Observer(@Nullable Nvml nvml, Sampler sampler, String noGpu) {
        this.nvml = nvml;
        this.sampler = sampler;
        this.noGpu = noGpu;
    }

    /// Starts to watch the host, and the GPU that `provider` runs on.
    static Observer start(Provider provider) {
        return start(provider, Sampler.DEFAULT_PERIOD);
    }

    /// As [#start(Provider)], at another pace.
    static Observer start(Provider provider, Duration period) {
        if (provider instanceof Provider.Cuda(int index)) {
            Reading<Nvml> opened = Nvml.open();
            if (opened instanceof Reading.Known<Nvml>(Nvml nvml)) {
                List<Gpu> all = nvml.cudaGpus().orElse(List.of());
                List<Gpu> gpus = index < all.size() ? List.of(all.get(index)) : List.of();
                return new Observer(nvml, sampler(gpus, period), "NVML shows no device " + index);
            }
            return new Observer(null, sampler(List.of(), period), opened.describe());
        }
        return new Observer(null, sampler(List.of(), period), "it ran on the CPU");
    }

    private static Sampler sampler(List<Gpu> gpus, Duration period) {
        return Sampler.start(new HostMeter(), gpus, period);
    }

    /// Watches the process of that case as soon as it begins to be timed; ends when closed.
    Watch watch(Path caseFolder) {
        return new Watch(caseFolder);
    }

    /// One process under watch.
    final class Watch implements AutoCloseable {

        private final Path file;
        private final Thread thread;

        private Watch(Path caseFolder) {
            file = caseFolder.resolve(TimedSpan.FILE);
            thread = Thread.ofPlatform().daemon().name("fork-watch").start(this::await);
        }

        private void await() {
            try {
                while (!Files.exists(file)) {
                    Thread.sleep(POLL_MILLIS);
                }
                sampler.watch(Json.read(file, TimedSpan.class).pid());
            } catch (InterruptedException | IOException _) {
                // the process ended before it was timed: there is nothing to watch
            }
        }

        /// What was read while the process was timed; null if it was not.
        @Nullable Conditions conditions() throws IOException {
            if (!Files.exists(file)) {
                return null;
            }
            sampler.sample();
            TimedSpan span = Json.read(file, TimedSpan.class);
            return Readings.of(
                    sampler.timeline(), span.fromEpochNanos(), span.toEpochNanos(), noGpu);
        }

        /// What may have slowed the process from outside, and when.
        List<Interference> interferences() {
            return sampler.timeline().interferences();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        sampler.close();
        if (nvml != null) {
            nvml.close();
        }
    }
}
