package assay.analyzer.analysis;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// A piece of work that goes on beside its caller's, on a thread of its own where the graph is
/// large enough to be worth the start of one. The work must share nothing with the caller's that
/// either changes.
final class Aside<T> {

    private static final int LARGE = 20_000;

    private final FutureTask<T> task;

    private Aside(FutureTask<T> task) {
        this.task = task;
    }

    /// Starts the work.
    ///
    /// @param nodes of the graph that it is about
    static <T> Aside<T> start(int nodes, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        if (nodes < LARGE) {
            task.run();
        } else {
            Thread.ofPlatform().daemon().start(task);
        }
        return new Aside<>(task);
    }

    /// What came of it, waited for.
    ///
    /// @throws RuntimeException or an error that the work ended with
    T result() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
