package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.finding.Finding;
import assay.analyzer.finding.WeightFindings;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.json.JsonText;
import assay.analyzer.onnx.OnnxReader;
import assay.analyzer.tensor.Bindings;
import assay.reports.card.Printable;
import assay.reports.redact.Redaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `assay analyze`: static analysis alone.
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        description = "Works out shapes, parameters, FLOPs, bytes, memory and structure on paper.",
        footer = {
            "",
            "Examples:  assay analyze model.onnx",
            "           assay analyze model.onnx --json - --input data=8x3x224x224",
            "           assay analyze models/ --json all.jsonl      (one JSON object a line)",
            "           assay analyze resnet50 --profile nvidia-t4-16gb \\",
            "             --explain /layer1.0/conv1/Conv",
            "           assay analyze resnet50 --profile nvidia-t4-16gb \\",
            "             --batches 1,8,32 --max-latency 20ms"
        })
final class AnalyzeCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "ONNX files, folders of them, or built-in models.")
    List<String> models = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Writes JSON; several models become JSON Lines.")
    @Nullable String json;

    @Option(names = "--hash", description = "Adds the file's SHA-256.")
    boolean hash;

    @Option(
            names = "--check-weights",
            description =
                    "Reads every weight: NaN, infinities, wrong lengths, tensors stored twice.")
    boolean checkWeights;

    @Option(
            names = "--profile",
            split = ",",
            paramLabel = "ID|FILE",
            description = "Adds estimates for these devices ('assay profiles' lists them).")
    List<String> profiles = List.of();

    @Option(
            names = "--explain",
            paramLabel = "NODE",
            description = "Prints the terms of that node's estimate on each --profile.")
    @Nullable String explained;

    @Option(
            names = "--redact",
            description = "Pseudonyms (node-17) for model, nodes, tensors, dimensions and paths.")
    boolean redact;

    @Mixin ModelOptions options = new ModelOptions();

    @Mixin LatencyLimit limit = new LatencyLimit();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (explained != null && profiles.isEmpty()) {
            throw new UsageException("--explain needs a device: add --profile ID");
        }
        if (limit.seconds().isPresent() && profiles.isEmpty()) {
            throw new UsageException("--max-latency needs a device: add --profile ID");
        }
        if (redact && (explained != null || checkWeights)) {
            throw new UsageException(
                    (explained != null ? "--explain" : "--check-weights")
                            + " tells of single nodes or tensors by their names: leave --redact out");
        }
        options.check();
        profiles.forEach(Targets::named);
        List<Path> files = ModelFiles.of(models, 1);
        if (json == null) {
            return each(files, spec.commandLine().getOut());
        }
        if (json.equals("-")) {
            return each(files, spec.commandLine().getOut());
        }
        Path file = Path.of(json);
        OwnFiles.refuseInput("--json", file, files);
        try (ResultStream results = ResultStream.of(file);
                PrintWriter out = results.writer()) {
            int exit = each(files, out);
            results.check();
            return exit;
        }
    }

    private int each(List<Path> files, PrintWriter out) {
        int exit = Exit.DONE;
        for (Path file : files) {
            try {
                Model model = OnnxReader.read(file);
                Optional<Redaction> redaction =
                        redact
                                ? Optional.of(new Redaction(model, OnnxReader.sha256(file)))
                                : Optional.empty();
                Analysis analysis = analyse(model, redaction);
                if (files.size() == 1 && redaction.isEmpty()) {
                    options.mustFit(analysis);
                }
                List<Finding> weights =
                        checkWeights ? WeightFindings.of(analysis.model()) : List.of();
                if (explained != null) {
                    estimates(analysis).explain(explained, out);
                } else if (json == null) {
                    AnalysisText.print(analysis, weights, out);
                    if (!profiles.isEmpty()) {
                        estimates(analysis).text(limit.seconds(), out);
                    }
                } else {
                    ObjectNode node = AnalysisJson.of(analysis, bindings(analysis), weights);
                    if (!profiles.isEmpty()) {
                        Estimates estimates = estimates(analysis);
                        estimates.json(node.putArray("estimates"));
                        estimates.curves(limit.seconds(), node.putArray("batchCurves"));
                    }
                    if (hash) {
                        ((ObjectNode) node.get("model"))
                                .put(
                                        "sha256",
                                        redaction
                                                .map(Redaction::sha256)
                                                .orElseGet(() -> OnnxReader.sha256(file)));
                    }
                    print(node, files.size() == 1, out);
                }
            } catch (ModelFormatException e) {
                if (files.size() == 1) {
                    throw e;
                }
                exit = Exit.FAILED;
                if (json == null) {
                    spec.commandLine()
                            .getErr()
                            .println("assay: " + Printable.line(String.valueOf(e.getMessage())));
                } else {
                    ObjectNode error = JsonNodeFactory.instance.objectNode();
                    error.put("path", redact ? "(path)" : file.toString());
                    error.put(
                            "error",
                            redact
                                    ? "cannot be read; the message is left out of redacted results"
                                    : e.getMessage());
                    print(error, false, out);
                }
            }
            if (out.checkError()) {
                return Exit.FAILED;
            }
        }
        return exit;
    }

    private static void print(ObjectNode node, boolean pretty, PrintWriter out) {
        try {
            JsonText.write(node, out, pretty);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    private Analysis analyse(Model model, Optional<Redaction> redaction) {
        Analysis analysis =
                redaction.isPresent()
                        ? Analysis.of(
                                redaction.get().model(),
                                redaction.get().assumptions(options.assumptions(model)))
                        : Analysis.of(model, options.assumptions(model));
        return options.precision().map(analysis::in).orElse(analysis);
    }

    /// On paper `--precision fp32` keeps TF32 units out; without it they are used where there are
    /// any, as the runtime does.
    private Estimates estimates(Analysis analysis) {
        boolean tf32 = options.precision().filter(p -> p == Precision.FP32).isEmpty();
        return Estimates.of(analysis, profiles, tf32, options.batches(analysis, List.of(1L)));
    }

    private List<Bindings> bindings(Analysis analysis) {
        return options.batches(analysis, List.of(1L)).stream()
                .map(analysis::at)
                .distinct()
                .toList();
    }
}
