package assay.reports.section;

import assay.analyzer.analysis.Totals;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.NodePlacement;
import assay.benchmark.measurement.Warning;
import assay.reports.card.Block;
import assay.reports.card.Bullets;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Fold;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Subsection;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Under which conditions and how the figures were got, and what they are worth.
final class Trust implements Chapter {

    private static final int UNKNOWN_NODES = 20;

    @Override
    public Section write(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        List<Block> blocks = new ArrayList<>();
        if (measurement != null) {
            List<Text> warnings = warnings(measurement);
            if (!warnings.isEmpty()) {
                blocks.add(new Subsection("Warnings", List.of(new Bullets(warnings))));
            }
            blocks.add(new Subsection("Environment", List.of(environment(measurement))));
            blocks.add(new Subsection("Method", List.of(method(measurement))));
            blocks.addAll(Samples.of(sheet));
        }
        blocks.add(new Subsection("Coverage of the counts", coverage(sheet)));
        return new Section(
                "trust",
                "Trust: environment, method and noise",
                lead(sheet),
                blocks,
                Section.Place.BODY);
    }

    private static Text lead(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        if (measurement == null) {
            return Text.of(Verdict.notMeasured(sheet.evidence.notMeasured()));
        }
        return Text.of(Sheet.count(valid(measurement)))
                .and(" of ")
                .and(Sheet.count(measurement.batches().size(), "batch size"))
                .and(" measured without a cause for doubt, in ")
                .and(Sheet.count(measurement.method().rounds(), "round"))
                .and(" of fresh processes.");
    }

    /// Batch sizes that were measured without a cause for doubt.
    static int valid(Measurement measurement) {
        return (int)
                measurement.batches().stream()
                        .filter(b -> b.verdict() == assay.benchmark.measurement.Verdict.VALID)
                        .count();
    }

    /// Those of the whole run, then those of batch sizes, each sentence once.
    private static List<Text> warnings(Measurement measurement) {
        List<Text> texts = new ArrayList<>();
        for (Warning warning : measurement.warnings()) {
            texts.add(Text.of(warning.message()));
        }
        Map<String, List<Long>> batches = new LinkedHashMap<>();
        for (var batch : measurement.batches()) {
            for (Warning warning : batch.warnings()) {
                batches.computeIfAbsent(warning.message(), _ -> new ArrayList<>())
                        .add(batch.batch());
            }
        }
        batches.forEach((message, of) -> {
            Text text = Text.of("Batch ").and(Sheet.count(of.getFirst()));
            for (long batch : of.subList(1, of.size())) {
                text = text.and(", ").and(Sheet.count(batch));
            }
            texts.add(text.and(": " + message));
        });
        return texts;
    }

    private static Facts environment(Measurement measurement) {
        var environment = measurement.environment();
        Map<String, String> unknown = environment.unknown();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Device", Text.name(measurement.device())));
        facts.add(new Fact("Provider", Heading.provider(measurement)));
        facts.add(new Fact("Placement", placement(measurement)));
        facts.add(new Fact("Precision", measurement.precision()));
        add(facts, "CPU", environment.cpu(), unknown.get("cpu"));
        add(facts, "GPU", environment.gpu(), unknown.get("gpu"));
        add(facts, "Driver", environment.driver(), unknown.get("driver"));
        environment.deviceState().forEach((name, state) -> add(facts, spaced(name), state, null));
        add(facts, "Operating system", environment.os(), unknown.get("os"));
        Long memory = environment.hostMemoryBytes();
        facts.add(
                new Fact(
                        "Memory of the machine",
                        memory == null
                                ? Quantity.unknown("not recorded")
                                : Quantity.stated((double) memory, Unit.BYTES)));
        add(facts, "Runtime", environment.runtime(), unknown.get("runtime"));
        add(facts, "JVM", environment.jvm(), unknown.get("jvm"));
        add(facts, "Time", environment.time(), unknown.get("time"));
        environment.libraries().forEach((name, version) -> add(facts, name, version, null));
        add(facts, "Command line", environment.commandLine(), unknown.get("commandLine"));
        return new Facts(facts);
    }

    private static Text placement(Measurement measurement) {
        return measurement.profiles().stream()
                .findFirst()
                .map(profile ->
                        Text.of(NodePlacement.of(profile, measurement.provider()).sentence()))
                .orElse(Text.of(Quantity.unknown("the runtime's profile was not taken")));
    }

    /// A key of the file as words: `GPU pcie width`.
    private static String spaced(String key) {
        return "GPU " + key.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static void add(
            List<Fact> facts, String name, @Nullable String value, @Nullable String why) {
        facts.add(
                new Fact(
                        name,
                        value == null
                                ? Text.of(Quantity.unknown(why == null ? "not recorded" : why))
                                : Text.name(value)));
    }

    private static Facts method(Measurement measurement) {
        var method = measurement.method();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Span",
                        Text.of(
                                new Span.Term(
                                        measurement.span().replace('-', ' '),
                                        "from inputs in host memory to outputs in host memory, all copies included"))));
        facts.add(
                new Fact(
                        "Latency",
                        "nearest-rank percentiles over the raw times of single runs; warm-up runs are in none"));
        facts.add(
                new Fact("Throughput", "closed loop: batch over mean latency, one run at a time"));
        facts.add(
                new Fact(
                        "Budget",
                        Text.of(method.budget() + ", ")
                                .and(Quantity.measured(method.usedSeconds(), Unit.SECONDS))
                                .and(" of ")
                                .and(Quantity.stated(method.budgetSeconds(), Unit.SECONDS))
                                .and(" used"),
                        method.stopped()));
        facts.add(
                new Fact(
                        "Rounds",
                        Text.of(Sheet.count(method.rounds())),
                        "each measures every batch size once, in an order of its own"));
        facts.add(
                new Fact(
                        "Interval aimed at",
                        Text.of("±")
                                .and(Quantity.stated(method.intervalTarget(), Unit.FRACTION))
                                .and(" of the median")));
        facts.add(
                new Fact(
                        "Warm-up ends",
                        Text.of("when windows agree within ")
                                .and(Quantity.stated(method.warmupTolerance(), Unit.FRACTION))));
        facts.add(new Fact("Seed", Sheet.count(method.seed())));
        Text options = Text.EMPTY;
        for (var option : measurement.options().entrySet()) {
            options =
                    (options.isEmpty() ? options : options.and(", "))
                            .and(new Span.Name(option.getKey() + "=" + option.getValue()));
        }
        facts.add(new Fact("Runtime options", options.isEmpty() ? Text.of("none set") : options));
        facts.add(
                new Fact(
                        "JVM arguments",
                        method.jvmArguments().isEmpty()
                                ? Text.of("none")
                                : Text.name(String.join(" ", method.jvmArguments()))));
        return new Facts(facts);
    }

    private static List<Block> coverage(Sheet sheet) {
        var analysis = sheet.told(sheet.focus.batch());
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "FLOPs counted exactly",
                        Quantity.counted(
                                Totals.exactShare(
                                        analysis.costs(), sheet.bindings(sheet.focus.batch())),
                                Unit.FRACTION)));
        facts.add(
                new Fact("Nodes without a count", Sheet.count(analysis.totals().unknown().size())));
        facts.add(
                new Fact(
                        "Contradictions in the model",
                        Sheet.count(analysis.graph().conflicts().size())));
        var estimate = sheet.focus.estimate();
        facts.add(
                new Fact(
                        "Nodes without an estimated time",
                        estimate == null
                                ? Quantity.unknown(new Cells(sheet, sheet.focus).whyNotEstimated())
                                : Sheet.count(estimate.latency().unknown().size())));
        List<Block> blocks = new ArrayList<>(List.of(new Facts(facts)));
        List<Text> named = new ArrayList<>();
        for (var node : analysis.totals().unknown()) {
            if (named.size() < UNKNOWN_NODES) {
                named.add(
                        Text.name(node.node())
                                .and(" (")
                                .and(new Span.Name(node.operator()))
                                .and("): " + node.why()));
            }
        }
        if (!named.isEmpty() && !sheet.isOfAggregates()) {
            blocks.add(new Fold("Nodes without a count", List.of(new Bullets(named))));
        }
        return blocks;
    }
}
