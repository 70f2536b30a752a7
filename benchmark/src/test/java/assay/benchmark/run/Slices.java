package assay.benchmark.run;

import assay.benchmark.measurement.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Lets two processes run in turns of a fraction of a second, each stopped while the other runs: on
/// a machine whose speed moves from second to second both meet the same speeds. One run in each
/// slice is cut in two, on both sides alike, so runs must be much shorter than a slice.
///
/// The second process gets all of the machine until its first timed window begins.
final class Slices implements AutoCloseable {

    private static final long POLL_MILLIS = 5;

    private final long first;
    private final Path timed;
    private final Duration slice;
    private final Thread thread;
    private long second;

    private Slices(long first, Path timed, Duration slice) {
        this.first = first;
        this.timed = timed;
        this.slice = slice;
        this.thread = Thread.ofPlatform().daemon().name("slices").unstarted(this::run);
    }

    /// Stops `first` until the process that writes `timed` ([TimedSpan]) is timed.
    static Slices between(long first, Path timed, Duration slice) throws IOException {
        Slices slices = new Slices(first, timed, slice);
        signal("STOP", first);
        slices.thread.start();
        return slices;
    }

    private void run() {
        try {
            long opened = await(0);
            await(opened);
            while (true) {
                signal("STOP", second);
                signal("CONT", first);
                Thread.sleep(slice);
                signal("STOP", first);
                signal("CONT", second);
                Thread.sleep(slice);
            }
        } catch (InterruptedException | IOException _) {
            // closed
        }
    }

    /// Waits for a span that begins at another moment than `before`; returns when it does.
    private long await(long before) throws InterruptedException, IOException {
        while (true) {
            if (Files.exists(timed)) {
                TimedSpan span = Json.read(timed, TimedSpan.class);
                if (span.fromNanoTime() != before) {
                    second = span.pid();
                    return span.fromNanoTime();
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /// Sends the signal of that name.
    static void signal(String name, long pid) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Lets both go on.
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        signal("CONT", first);
        if (second != 0) {
            signal("CONT", second);
        }
    }
}
