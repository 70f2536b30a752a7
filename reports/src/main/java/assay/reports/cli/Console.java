package assay.reports.cli;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Verdict;
import assay.benchmark.measurement.Warning;
import assay.benchmark.run.SweepListener;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// What a user sees while a command works: a bar on a terminal, plain lines elsewhere. All of it on
/// stderr.
final class Console implements AutoCloseable {

    private final PrintWriter err;
    private final boolean terminal;
    private @Nullable ProgressBar bar;

    Console(PrintWriter err) {
        this.err = err;
        this.terminal = isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    // JDK 22 to 24 always give a console; JDK 25 gives none again where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// One line of progress.
    void say(String words) {
        String line = Printable.line(words);
        if (bar != null) {
            bar.setExtraMessage(line);
        } else {
            err.println(line);
        }
    }

    /// One line that must not be missed.
    void warn(String words) {
        closeBar();
        err.println("warning: " + Printable.line(words));
    }

    SweepListener sweep() {
        return new SweepListener() {
            @Override
            public void forkStarted(long batch, int round) {
                if (terminal) {
                    bar().setExtraMessage(" batch " + batch + ", round " + round);
                }
            }

            @Override
            public void forkEnded(BatchResult soFar, int round) {
                Latency latency = soFar.latencySeconds();
                String line =
                        "batch "
                                + soFar.batch()
                                + ", round "
                                + round
                                + ": "
                                + (latency == null
                                        ? withoutFigures(soFar)
                                        : Numbers.text(latency.p50(), Unit.SECONDS)
                                                + " median of "
                                                + Numbers.count(soFar.samples()));
                if (terminal) {
                    bar().setExtraMessage(" " + Printable.line(line));
                } else {
                    err.println(Printable.line(line));
                }
            }

            @Override
            public void time(double usedSeconds, double budgetSeconds) {
                if (terminal) {
                    bar().maxHint(Math.round(budgetSeconds));
                    bar().stepTo(Math.round(Math.min(usedSeconds, budgetSeconds)));
                }
            }

            @Override
            public void profiling(long batch) {
                say("profiling batch " + batch);
            }
        };
    }

    /// Why a process ended without figures. One that was stopped is still called valid, which says
    /// nothing here.
    static String withoutFigures(BatchResult result) {
        if (result.warnings().isEmpty()) {
            return result.verdict().toString();
        }
        String reason = result.warnings().getFirst().message();
        return result.verdict() == Verdict.VALID ? reason : result.verdict() + ": " + reason;
    }

    /// Sentences for warnings that concern the whole.
    void warnings(Iterable<Warning> warnings) {
        for (Warning warning : warnings) {
            warn(warning.message());
        }
    }

    private ProgressBar bar() {
        ProgressBar current = bar;
        if (current == null) {
            current =
                    new ProgressBarBuilder()
                            .setTaskName("measuring")
                            .setUnit("s", 1)
                            .setInitialMax(1)
                            .setStyle(
                                    System.getenv("NO_COLOR") == null
                                            ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                                            : ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(500)
                            .build();
            bar = current;
        }
        return current;
    }

    /// Takes the bar away, so that results stand alone.
    void done() {
        closeBar();
        err.flush();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        done();
    }
}
