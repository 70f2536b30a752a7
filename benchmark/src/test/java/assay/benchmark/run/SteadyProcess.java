package assay.benchmark.run;

import assay.benchmark.measurement.Json;
import assay.benchmark.session.BoundRun;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// A process that times a model throughout, host to host, and tells its levels slice by slice:
/// whoever reads its [TimedSpan] knows when each slice begins and can do in every other one what is
/// to be judged. So both sides are of one process, which two processes never are to a per cent.
///
/// Slices are the windows of its [ForkPlan]. A run that crosses a slice's edge counts to none, nor
/// does one that begins in its first [#HEAD_NANOS], while the other side is told to stop or go.
final class SteadyProcess {

    static final String REPORT = "slices.json";

    private static final long HEAD_NANOS = 20_000_000;

    /// Of nanoseconds: steps of a hundredth of a per cent.
    private static final int DIGITS = 4;

    /// What it found in each slice.
    record Report(List<Slice> slices) {}

    /// One slice's levels in seconds, over so many runs.
    record Slice(long runs, double p50, double p05) {

        static Slice of(Histogram nanos) {
            return new Slice(
                    nanos.getTotalCount(),
                    nanos.getValueAtPercentile(50) * 1e-9,
                    nanos.getValueAtPercentile(5) * 1e-9);
        }

        Levels levels() {
            return new Levels(p50, p05);
        }
    }

    private SteadyProcess() {}

    /// Follows the plan in the folder that is its argument, and leaves the [Report] there.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ForkPlan plan = Json.read(folder.resolve(ForkPlan.FILE), ForkPlan.class);
        Json.write(folder.resolve(TimedSpan.FILE), TimedSpan.beginning());
        try (ModelSession session =
                        ModelSession.open(
                                Path.of(plan.model()),
                                Provider.parse(plan.provider()),
                                RuntimeOptions.of(plan.options()));
                BoundRun run = session.bind(plan.inputs(), plan.seed())) {
            long warm = System.nanoTime() + Math.round(plan.warmupSeconds() * 1e9);
            while (System.nanoTime() < warm) {
                run.run();
            }
            TimedSpan span = TimedSpan.beginning();
            Json.write(folder.resolve(TimedSpan.FILE), span);
            Json.write(folder.resolve(REPORT), timed(run, plan, span.fromNanoTime()));
        }
    }

    private static Report timed(BoundRun run, ForkPlan plan, long start) {
        long length = Math.round(plan.windowSeconds() * 1e9);
        List<Slice> slices = new ArrayList<>();
        Histogram nanos = new Histogram(DIGITS);
        nanos.setAutoResize(true);
        for (int i = 0; i < plan.windows(); i++) {
            long from = start + i * length + HEAD_NANOS;
            long to = start + (i + 1) * length;
            long end;
            do {
                long begin = System.nanoTime();
                run.run();
                end = System.nanoTime();
                if (begin - from >= 0 && end - to <= 0) {
                    nanos.recordValue(end - begin);
                }
            } while (end - to < 0);
            slices.add(Slice.of(nanos));
            nanos.reset();
        }
        return new Report(slices);
    }
}
