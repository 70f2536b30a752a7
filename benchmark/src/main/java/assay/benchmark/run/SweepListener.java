package assay.benchmark.run;

import assay.benchmark.measurement.BatchResult;

/// Told of a sweep's progress, on the thread that runs it.
public interface SweepListener {

    /// Hears nothing.
    SweepListener SILENT =
            new SweepListener() {
                @Override
                public void forkStarted(long batch, int round) {}

                @Override
                public void forkEnded(BatchResult soFar, int round) {}

                @Override
                public void time(double usedSeconds, double budgetSeconds) {}

                @Override
                public void profiling(long batch) {}
            };

    /// A process begins to measure `batch`; rounds count from 1.
    void forkStarted(long batch, int round);

    /// It ended; `soFar` is all that is known of this batch size, and is on disk.
    void forkEnded(BatchResult soFar, int round);

    /// Wall time used, and allowed in all; told after each process.
    void time(double usedSeconds, double budgetSeconds);

    /// The runtime's own profile of `batch` is being taken.
    void profiling(long batch);
}
