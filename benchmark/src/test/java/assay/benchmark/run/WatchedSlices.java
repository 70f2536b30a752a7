package assay.benchmark.run;

import assay.benchmark.measurement.Json;
import assay.benchmark.session.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One [SteadyProcess] with a [WatchingProcess] beside it, which is let go in every other slice of
/// time and stopped in those between: off, on, on, off, ..., so that what drifts from slice to
/// slice meets both sides alike.
final class WatchedSlices {

    private static final long POLL_MILLIS = 5;

    /// Fewer runs have no fastest twentieth, and hardly a median.
    private static final int FEWEST_RUNS = 3;

    private WatchedSlices() {}

    /// Times the plan's windows, an even number, each a slice; the watched side is the other one.
    ///
    /// @param folder an empty one
    static Pairs time(ForkPlan plan, Path folder) throws IOException, InterruptedException {
        Json.write(folder.resolve(ForkPlan.FILE), plan);
        Process watching = start(WatchingProcess.class, folder);
        Process timed = start(SteadyProcess.class, folder);
        try {
            direct(plan, folder, timed, watching.pid());
            if (!timed.waitFor(1, TimeUnit.MINUTES) || timed.exitValue() != 0) {
                throw new IOException("the timed process did not come to its end");
            }
        } finally {
            timed.destroyForcibly();
            watching.destroyForcibly();
        }
        return pairs(Json.read(folder.resolve(SteadyProcess.REPORT), SteadyProcess.Report.class));
    }

    private static Process start(Class<?> main, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ChildJvm.ARGUMENTS);
        command.addAll(ChildJvm.paths(folder));
        command.add(main.getName());
        command.add(folder.toString());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static void direct(ForkPlan plan, Path folder, Process timed, long watching)
            throws IOException, InterruptedException {
        long start = begun(folder, timed).fromEpochNanos();
        long length = Math.round(plan.windowSeconds() * 1e9);
        for (int i = 0; i < plan.windows(); i++) {
            Slices.signal(isWatched(i) ? "CONT" : "STOP", watching);
            long left = start + (i + 1) * length - TimedSpan.beginning().fromEpochNanos();
            Thread.sleep(Duration.ofNanos(Math.max(0, left)));
        }
    }

    private static boolean isWatched(int slice) {
        return slice % 4 == 1 || slice % 4 == 2;
    }

    /// Waits until the process is timed: its span then has another beginning than at its opening.
    private static TimedSpan begun(Path folder, Process timed)
            throws IOException, InterruptedException {
        Path file = folder.resolve(TimedSpan.FILE);
        TimedSpan opened = null;
        while (timed.isAlive()) {
            if (Files.exists(file)) {
                TimedSpan span = Json.read(file, TimedSpan.class);
                opened = opened == null ? span : opened;
                if (span.fromNanoTime() != opened.fromNanoTime()) {
                    return span;
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("the timed process ended before it was timed");
    }

    private static Pairs pairs(SteadyProcess.Report report) throws IOException {
        Pairs pairs = new Pairs();
        for (int i = 0; i < report.slices().size(); i += 2) {
            SteadyProcess.Slice first = report.slices().get(i);
            SteadyProcess.Slice second = report.slices().get(i + 1);
            if (Math.min(first.runs(), second.runs()) < FEWEST_RUNS) {
                throw new IOException("a run is too long for such slices: " + first);
            }
            if (isWatched(i)) {
                pairs.add(second.levels(), first.levels());
            } else {
                pairs.add(first.levels(), second.levels());
            }
        }
        return pairs;
    }
}
