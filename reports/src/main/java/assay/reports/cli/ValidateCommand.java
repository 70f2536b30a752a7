package assay.reports.cli;

import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.ProfileReader;
import assay.analyzer.device.Profiles;
import assay.analyzer.estimate.validation.GroupErrors;
import assay.analyzer.estimate.validation.RowFault;
import assay.analyzer.estimate.validation.Validation;
import assay.analyzer.estimate.validation.ValidationReport;
import assay.analyzer.json.ValidationJson;
import assay.benchmark.calibrate.CalibrationCache;
import assay.reports.card.Card;
import assay.reports.card.Printable;
import assay.reports.render.Html;
import assay.reports.render.Markdown;
import assay.reports.section.ValidationCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay validate`: theoretical against measured latencies.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Sets the latency model's predictions beside measurements in CSV tables.",
            "Gives errors by GPU, operator and type, with FLOPs over peak and a roofline on the same rows."
        },
        footer = {
            "",
            "A device (column gpu) is a profile's id, a name as the driver prints it, or a short name.",
            "",
            "Operator rows:  gpu,op,dtype,batch,m,n,k,rows,h,cin,cout,ksize,size,stride,",
            "                pad,groups,measured_ms",
            "Case rows:      gpu,model,batch,precision,measured_ms",
            "                (an ONNX file or a built-in model; optional: sequence, past,",
            "                img, span=device, tf32=false, runtime=eager)",
            "Pairs of files: cases and their operators, joined on the columns they",
            "                share, with rep.",
            "",
            "The reports repeat the rows of the tables, names and all.",
            "",
            "Examples:  assay validate measured.csv",
            "           assay validate cases.csv operators.csv --predictions rows.csv",
            "           assay validate measured.csv --out report/"
        })
final class ValidateCommand implements Callable<Integer> {
    private static final int FAULTS_SHOWN = 20;

    @Parameters(arity = "1..*", paramLabel = "TABLE.csv", description = "Tables of measurements.")
    List<Path> tables = List.of();

    @Option(names = "--json", paramLabel = "FILE|-", description = "Writes the errors as JSON.")
    @Nullable String json;

    @Option(
            names = "--predictions",
            paramLabel = "FILE.csv",
            description = "Writes every row with its prediction.")
    @Nullable Path predictions;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes all of it there: report as HTML and Markdown, JSON, predictions.")
    @Nullable Path out;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "A profile that rows may name; repeatable. This processor's own is known once"
                            + " calibrated.")
    List<Path> profiles = List.of();

    @Option(names = "--md", paramLabel = "FILE", description = "Writes a Markdown report.")
    @Nullable Path markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes an HTML report.")
    @Nullable Path html;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        refuseOverwriting();
        ValidationReport report = Validation.judge(tables, known());
        faults(report.faults());
        PrintWriter stdout = spec.commandLine().getOut();
        if (json == null) {
            if (!report.rows().isEmpty()) {
                text(report, stdout);
            }
        } else if (json.equals("-")) {
            stdout.println(ValidationJson.of(report).toPrettyString());
        } else {
            writeJson(report, Path.of(json));
        }
        if (predictions != null) {
            writePredictions(report, predictions);
        }
        if (markdown != null) {
            writeMarkdown(ValidationCard.of(report), markdown.toAbsolutePath());
        }
        if (html != null) {
            Files.writeString(html, Html.page(ValidationCard.of(report)));
        }
        if (out != null) {
            Files.createDirectories(out);
            Card card = ValidationCard.of(report);
            Files.writeString(out.resolve("validation.html"), Html.page(card));
            writeMarkdown(card, out.resolve("validation.md").toAbsolutePath());
            writeJson(report, out.resolve("validation.json"));
            writePredictions(report, out.resolve("validation.csv"));
            stdout.println(out.resolve("validation.html"));
        }
        return report.rows().isEmpty() ? Exit.FAILED : Exit.DONE;
    }

    private void refuseOverwriting() {
        if (json != null && !json.equals("-")) {
            OwnFiles.refuseInput("--json", Path.of(json), tables);
        }
        if (predictions != null) {
            OwnFiles.refuseInput("--predictions", predictions, tables);
        }
        if (markdown != null) {
            OwnFiles.refuseInput("--md", markdown, tables);
        }
        if (html != null) {
            OwnFiles.refuseInput("--html", html, tables);
        }
        if (out != null) {
            OwnFiles.refuseForeign(
                    out,
                    List.of(
                            "validation.html",
                            "validation.md",
                            "validation.json",
                            "validation.csv"));
        }
    }

    /// All profiles, this processor's calibration, and those that the user names.
    private Profiles known() {
        List<DeviceProfile> more = new ArrayList<>(CalibrationCache.load().stream().toList());
        profiles.forEach(file -> more.add(ProfileReader.read(file)));
        return Profiles.bundledAndUser().with(more);
    }

    private static void writeJson(ValidationReport report, Path file) throws IOException {
        Files.writeString(file, ValidationJson.of(report).toPrettyString() + "\n");
    }

    private static void writePredictions(ValidationReport report, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            report.writePredictions(writer);
        }
    }

    private static void writeMarkdown(Card card, Path file) throws IOException {
        Markdown.of(card).writeTo(file.resolveSibling("."), file.getFileName().toString());
    }

    private void faults(List<RowFault> faults) {
        PrintWriter err = spec.commandLine().getErr();
        faults.stream()
                .limit(FAULTS_SHOWN)
                .forEach(f -> err.println("assay: " + Printable.line(f.toString())));
        if (faults.size() > FAULTS_SHOWN) {
            err.println(
                    "assay: "
                            + (faults.size() - FAULTS_SHOWN)
                            + " more rows cannot be judged; --json and --predictions list them all");
        }
    }

    private static void text(ValidationReport report, PrintWriter out) {
        out.printf(
                "%-52s %7s %7s %7s %7s %7s %7s | %8s %8s%n",
                "errors in %",
                "rows",
                "MAPE",
                "median",
                "bias",
                "p90",
                "inside",
                "roofline",
                "FLOPs");
        report.groups().forEach(g -> line(g, out));
        out.println();
        report.operators().forEach(g -> line(g, out));
        out.println();
        GroupErrors.by(report.rows(), r -> "all rows").forEach(g -> line(g, out));
    }

    private static void line(GroupErrors g, PrintWriter out) {
        out.printf(
                "%-52s %7d %7.1f %7.1f %7.1f %7.1f %7.1f | %8.1f %8.1f%n",
                Printable.clip(g.name(), 52),
                g.model().rows(),
                100 * g.model().mape(),
                100 * g.model().median(),
                100 * g.model().bias(),
                100 * g.model().p90(),
                100 * g.coverage(),
                100 * g.roofline().mape(),
                100 * g.flops().mape());
    }
}
