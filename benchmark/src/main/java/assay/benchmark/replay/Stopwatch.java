package assay.benchmark.replay;

import assay.benchmark.session.Provider;
import assay.benchmark.session.ResidentRun;
import assay.benchmark.session.RuntimeOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// What a run is timed by.
enum Stopwatch {
    /// The time that passes.
    WALL,
    /// The time that the processor spends on this thread: what others take of it is left out. It
    /// tells the whole only where the runtime works on the caller's thread alone.
    PROCESSOR;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Stopwatch of(Provider provider, RuntimeOptions options) {
        boolean alone = provider instanceof Provider.Cpu && "1".equals(options.get("threads"));
        return alone && THREADS.isCurrentThreadCpuTimeSupported() ? PROCESSOR : WALL;
    }

    long nanosOf(ResidentRun run) {
        long start = now();
        run.run();
        return now() - start;
    }

    private long now() {
        return switch (this) {
            case WALL -> System.nanoTime();
            case PROCESSOR -> THREADS.getCurrentThreadCpuTime();
        };
    }
}
