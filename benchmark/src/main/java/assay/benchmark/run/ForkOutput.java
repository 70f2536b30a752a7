package assay.benchmark.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/// Takes all that JMH and the forked process print, so that none of it reaches our own output, and
/// keeps the last lines to explain a failure.
final class ForkOutput implements OutputFormat {

    private static final int KEPT = 200;

    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder open = new StringBuilder();

    /// The last lines, oldest first.
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void print(String text) {
        open.append(text);
        int end = open.indexOf("\n");
        while (end >= 0) {
            lines.addLast(open.substring(0, end));
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
            open.delete(0, end + 1);
            end = open.indexOf("\n");
        }
    }

    @Override
    public void println(String text) {
        print(text + "\n");
    }

    @Override
    public void verbosePrintln(String text) {}

    @Override
    public void write(int b) {
        print(String.valueOf((char) b));
    }

    @Override
    public void write(byte[] bytes) {
        print(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void iteration(BenchmarkParams params, IterationParams iteration, int number) {}

    @Override
    public void iterationResult(
            BenchmarkParams params,
            IterationParams iteration,
            int number,
            IterationResult result) {}

    @Override
    public void startBenchmark(BenchmarkParams params) {}

    @Override
    public void endBenchmark(BenchmarkResult result) {}

    @Override
    public void startRun() {}

    @Override
    public void endRun(Collection<RunResult> results) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
