package assay.benchmark.run;

import assay.benchmark.session.BoundRun;
import assay.benchmark.stats.Percentiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Times single runs and keeps their times: raw up to a limit per window, and all of them in a
/// histogram.
final class Meter {

    /// Raw samples kept per window; a model of 2 microseconds makes more in a second.
    private static final int RAW = 200_000;

    private final BoundRun run;
    private final Path file;
    private final long[] raw = new long[RAW];
    private final long[] starts = new long[RAW];
    private final Histogram histogram = Histograms.empty();
    private final List<Double> windowP50Seconds = new ArrayList<>();
    private SlowRuns slowRuns = SlowRuns.NONE;
    private int kept;
    private long runs;

    Meter(BoundRun run, Path file) {
        this.run = run;
        this.file = file;
    }

    /// One run, host to host; returns its nanoseconds.
    long timedRun() {
        long start = System.nanoTime();
        run.run();
        long nanos = System.nanoTime() - start;
        runs++;
        if (kept < RAW) {
            starts[kept] = start;
            raw[kept++] = nanos;
        }
        histogram.recordValue(nanos);
        return nanos;
    }

    /// Seconds of one run of the warm-up: the very code that is timed later, so that all of it is
    /// compiled by then.
    double warmUpRun() {
        return timedRun() * 1e-9;
    }

    /// Forgets the warm-up.
    void reset() {
        histogram.reset();
        kept = 0;
        runs = 0;
    }

    /// Writes the window's samples and begins the next.
    void endWindow() throws IOException {
        if (kept > 0) {
            SampleFile.append(file, raw, kept);
            slowRuns = slowRuns.with(SlowRuns.of(starts, raw, kept));
            windowP50Seconds.add(Percentiles.median(Arrays.copyOf(raw, kept)) * 1e-9);
        }
        kept = 0;
    }

    /// Of the windows that have ended.
    SlowRuns slowRuns() {
        return slowRuns;
    }

    long runs() {
        return runs;
    }

    List<Double> windowP50Seconds() {
        return windowP50Seconds;
    }

    Histogram histogram() {
        return histogram;
    }
}
