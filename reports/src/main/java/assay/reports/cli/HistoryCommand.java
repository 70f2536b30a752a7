package assay.reports.cli;

import assay.reports.card.Card;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import assay.reports.history.HistoryCard;
import assay.reports.history.HistoryFolder;
import assay.reports.history.HistoryReport;
import assay.reports.history.Trend;
import assay.reports.render.Html;
import assay.reports.render.Json;
import assay.reports.render.Markdown;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay history`: results of the past, and whether the newest is one of them.
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the results in a folder by model and device, and says whether the newest of each is normal.",
            "Normal is inside a 95 %% prediction interval of at least 5 earlier valid medians of the same model"
                    + " file."
        },
        footer = {
            "",
            "'assay card' and 'assay bench' keep their measurements in that folder when it is given to"
                    + " them, by --history DIR or ASSAY_HISTORY; without either nothing is kept. Files may"
                    + " be added and deleted by hand. With --redact they keep pseudonyms, and the history"
                    + " holds no name.",
            "",
            "Examples:  ASSAY_HISTORY=results assay card model.onnx",
            "           assay history results --out report/"
        })
final class HistoryCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder (default: ASSAY_HISTORY).")
    @Nullable Path folder;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes history.html, history.md and history.json there.")
    @Nullable Path out;

    @Option(names = "--json", description = "Prints the history as JSON.")
    boolean json;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path from = folder == null ? Keeping.fromEnvironment() : folder;
        if (from == null) {
            throw new UsageException(
                    "give the folder that results are kept in, or set " + Keeping.VARIABLE);
        }
        if (!Files.isDirectory(from)) {
            throw new UsageException(from + ": there is no such folder");
        }
        Path to = out == null ? null : CardFiles.in(out).folder();
        if (to != null) {
            OwnFiles.refuseForeign(to, List.of("history.html", "history.md", "history.json"));
        }
        HistoryReport report = HistoryReport.of(HistoryFolder.read(from));
        report.unread()
                .values()
                .forEach(why ->
                        spec.commandLine().getErr().println("assay: " + Printable.clip(why, 200)));
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.print(Json.text(report));
        } else {
            text(report, print);
        }
        if (to != null) {
            write(report, to);
            (json ? spec.commandLine().getErr() : print).println(to.resolve("history.html"));
        }
        print.flush();
        return Exit.DONE;
    }

    private static void write(HistoryReport report, Path folder) throws IOException {
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Card card =
                HistoryCard.of(report, "Made by Assay " + Version.current() + ", " + time + ".");
        Markdown.of(card).writeTo(folder, "history.md");
        Files.writeString(folder.resolve("history.html"), Html.page(card));
        Files.writeString(folder.resolve("history.json"), Json.text(report));
    }

    private static void text(HistoryReport report, PrintWriter print) {
        if (report.series().isEmpty()) {
            print.println("no results yet");
        }
        for (HistoryReport.Series series : report.series()) {
            print.println(Printable.clip(series.name(), 160));
            for (Trend trend : series.trends()) {
                var newest = trend.points().getLast();
                print.printf(
                        "  batch %-5d %-11s newest %-9s %s%s%n",
                        trend.batch(),
                        Numbers.count(trend.points().size(), "result"),
                        Numbers.text(newest.p50(), Unit.SECONDS),
                        HistoryCard.words(trend.normal()),
                        trend.expected() == null
                                ? ""
                                : " (expected "
                                        + Numbers.text(trend.expected().low(), Unit.SECONDS)
                                        + " to "
                                        + Numbers.text(trend.expected().high(), Unit.SECONDS)
                                        + ")");
            }
        }
    }
}
