package assay.benchmark.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// One thread that reads host and GPUs at a steady pace, outside the process that is timed.
///
/// Close it before the [Nvml] whose GPUs it reads.
public final class Sampler implements AutoCloseable {
    /// The pace at which the driver's own energy counter moves; faster reads the same twice.
    public static final Duration DEFAULT_PERIOD = Duration.ofMillis(100);

    private final EpochClock clock = EpochClock.start();
    private final HostMeter host;
    private final List<Gpu> gpus;
    private final long periodNanos;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;
    private volatile long watched;
    private volatile boolean stopped;

    private Sampler(HostMeter host, List<Gpu> gpus, Duration period) {
        this.host = host;
        this.gpus = List.copyOf(gpus);
        this.periodNanos = period.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("telemetry").unstarted(this::run);
    }

    /// Starts sampling; the first sample is taken at once.
    ///
    /// @param gpus those to watch; empty for the host alone
    public static Sampler start(HostMeter host, List<Gpu> gpus, Duration period) {
        var sampler = new Sampler(host, gpus, period);
        sampler.sample();
        sampler.thread.start();
        return sampler;
    }

    /// Names the timed process and takes a sample. Earlier samples are dropped, so that counters of
    /// two processes never meet in one timeline.
    public void watch(long pid) {
        synchronized (samples) {
            samples.clear();
            watched = pid;
        }
        sample();
    }

    /// Takes a sample now, at the edge of a window.
    public void sample() {
        long before = clock.now();
        long pid = watched;
        var hostNow = pid == 0 ? host.read() : host.read(pid);
        var gpuNow = new ArrayList<GpuReading>(gpus.size());
        for (var gpu : gpus) {
            gpuNow.add(gpu.read());
        }
        synchronized (samples) {
            boolean later = samples.isEmpty() || samples.getLast().epochNanos() < before;
            if (pid == watched && later) {
                samples.add(new Sample(before, hostNow, List.copyOf(gpuNow)));
            }
        }
    }

    /// The samples so far.
    public Timeline timeline() {
        synchronized (samples) {
            return new Timeline(samples, watched);
        }
    }

    /// The clock that the samples are stamped with.
    public EpochClock clock() {
        return clock;
    }

    private void run() {
        long next = System.nanoTime() + periodNanos;
        while (!stopped) {
            LockSupport.parkNanos(this, next - System.nanoTime());
            if (!stopped && System.nanoTime() >= next) {
                sample();
                next = Math.max(next + periodNanos, System.nanoTime());
            }
        }
    }

    /// Stops; the timeline stays readable.
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
