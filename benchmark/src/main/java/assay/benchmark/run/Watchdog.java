package assay.benchmark.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Ends the measuring processes of one folder of cases when their time is over, those included that
/// start only then.
final class Watchdog implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Thread thread;
    private volatile boolean fired;

    Watchdog(Path cases, Duration limit) {
        Instant begun = Instant.now();
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("fork-watchdog")
                        .start(() -> {
                            try {
                                Thread.sleep(limit);
                                fired = true;
                                // On a busy machine the limit can pass before the process is there.
                                while (true) {
                                    kill(cases, begun);
                                    Thread.sleep(AGAIN);
                                }
                            } catch (InterruptedException _) {
                                // closed: there is nothing left to end
                            }
                        });
    }

    boolean fired() {
        return fired;
    }

    /// Kills our child processes that were started for `cases`. Where the system does not tell a
    /// process's arguments, those started since `begun`.
    static void kill(Path cases, Instant begun) {
        String argument = "-D" + ModelBenchmark.CASES + "=" + cases;
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            List<String> arguments = Arrays.asList(child.info().arguments().orElse(new String[0]));
            boolean ours =
                    arguments.isEmpty()
                            ? child.info().startInstant().orElse(Instant.MIN).isAfter(begun)
                            : arguments.contains(argument);
            if (ours) {
                child.destroyForcibly();
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
