package assay.reports.suite;

import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.CodeBlock;
import assay.reports.card.Figure;
import assay.reports.card.Meters;
import assay.reports.card.Numbers;
import assay.reports.card.Section;
import assay.reports.card.Text;
import assay.reports.chart.PredictedMeasured;
import assay.reports.suite.SuiteJson.Batch;
import assay.reports.suite.SuiteJson.Case;
import assay.reports.suite.SuiteJson.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A suite as a document: one line a case, then every batch size by model, and what failed.
public final class SuiteReport {

    private SuiteReport() {}

    /// The document of a suite.
    ///
    /// @param cards file name of a case's card in its folder, for links
    /// @param plan text of the plan, for the record
    public static Card of(SuiteJson suite, String cards, String plan) {
        List<Section> sections = new ArrayList<>();
        List<Case> failed = in(suite, State.FAILED);
        if (!failed.isEmpty()) {
            sections.add(
                    section(
                            "failed",
                            "What failed",
                            failed.size()
                                    + " of "
                                    + suite.cases().size()
                                    + " cases have no figures.",
                            List.of(CaseTables.failed(failed)),
                            Section.Place.FRONT));
        }
        sections.add(
                section(
                        "batches",
                        "By batch size",
                        "Measured beside estimated, host to host; the knee of each case is marked.",
                        batches(suite),
                        Section.Place.FRONT));
        List<Block> objections = CaseTables.objections(suite);
        if (!objections.isEmpty()) {
            sections.add(
                    section(
                            "validity",
                            "What the figures are worth",
                            "What a careful reader would object to, batch size by batch size.",
                            objections,
                            Section.Place.BACK));
        }
        sections.add(
                section(
                        "plan",
                        "Plan",
                        "The suite as it was asked for. The command goes on where it was left: finished cases are not measured again.",
                        List.of(new CodeBlock("sh", suite.command()), new CodeBlock("yaml", plan)),
                        Section.Place.BACK));
        return new Card(
                suite.name(),
                Text.of(devices(suite)),
                Text.of(size(suite)),
                verdict(suite),
                figures(suite),
                new Meters(List.of()),
                CaseTables.summary(suite, cards),
                sections,
                Text.of("Made by Assay " + suite.version() + ", " + suite.time() + "."));
    }

    private static List<Case> in(SuiteJson suite, State state) {
        return suite.cases().stream().filter(each -> each.state() == state).toList();
    }

    private static String devices(SuiteJson suite) {
        String devices =
                suite.cases().stream()
                        .map(Case::device)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return devices.isEmpty() ? "nothing has run yet" : "on " + devices;
    }

    private static String size(SuiteJson suite) {
        long models = suite.cases().stream().map(Case::model).distinct().count();
        return counted(models, "model") + ", " + counted(suite.cases().size(), "case");
    }

    private static String counted(long count, String what) {
        return Numbers.count(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static List<Text> verdict(SuiteJson suite) {
        List<Text> lines = new ArrayList<>();
        lines.add(progress(suite));
        List<Double> ratios =
                suite.cases().stream()
                        .flatMap(each -> each.batches().stream())
                        .map(Batch::ratio)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
        if (ratios.size() == 1) {
            lines.add(
                    Text.of("Measured over estimated is ")
                            .and(CaseTables.ratio(ratios.getFirst()))
                            .and("."));
        } else if (!ratios.isEmpty()) {
            lines.add(
                    Text.of("Measured over estimated is ")
                            .and(CaseTables.ratio(CaseTables.median(ratios)))
                            .and(" in the median of ")
                            .and(counted(ratios.size(), "row"))
                            .and(", between ")
                            .and(CaseTables.ratio(ratios.getFirst()))
                            .and(" and ")
                            .and(CaseTables.ratio(ratios.getLast()))
                            .and("."));
        }
        lines.add(validity(suite));
        List<Case> failed = in(suite, State.FAILED);
        if (!failed.isEmpty()) {
            lines.add(
                    Text.of("First failure: ")
                            .and(Text.name(failed.getFirst().id()))
                            .and(": ")
                            .and(failed.getFirst().why()));
        }
        return lines;
    }

    private static Text progress(SuiteJson suite) {
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            int count = in(suite, state).size();
            if (count > 0) {
                parts.add(count + " " + CaseTables.word(state));
            }
        }
        return Text.of(
                "Of "
                        + counted(suite.cases().size(), "case")
                        + ": "
                        + String.join(", ", parts)
                        + ".");
    }

    private static Text validity(SuiteJson suite) {
        Map<String, Integer> verdicts = new LinkedHashMap<>();
        suite.cases().stream()
                .filter(each -> each.state() == State.MEASURED)
                .flatMap(each -> each.batches().stream())
                .forEach(batch -> verdicts.merge(batch.verdict(), 1, Integer::sum));
        return verdicts.isEmpty()
                ? Text.of("Nothing was measured.")
                : Text.of(
                        "Batch sizes by verdict: "
                                + verdicts.entrySet().stream()
                                        .map(each -> each.getValue() + " " + each.getKey())
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private static List<Figure> figures(SuiteJson suite) {
        List<PredictedMeasured.Point> points = new ArrayList<>();
        for (Case each : suite.cases()) {
            for (Batch batch : each.batches()) {
                if (batch.ratio() != null
                        && batch.measuredSeconds() != null
                        && batch.estimatedSeconds() != null) {
                    points.add(
                            new PredictedMeasured.Point(
                                    batch.measuredSeconds(), batch.estimatedSeconds()));
                }
            }
        }
        if (points.size() < 2) {
            return List.of();
        }
        return List.of(
                new Figure(
                        "estimated-measured",
                        "Estimated against measured",
                        points.size() + " batch sizes, estimated over measured latency",
                        "Points on the solid line are right.",
                        new PredictedMeasured("estimated", points)));
    }

    private static List<Block> batches(SuiteJson suite) {
        Map<String, List<Case>> byModel = new LinkedHashMap<>();
        for (Case each : suite.cases()) {
            if (!each.batches().isEmpty()) {
                byModel.computeIfAbsent(each.model(), _ -> new ArrayList<>()).add(each);
            }
        }
        List<Block> tables = new ArrayList<>();
        byModel.forEach((model, cases) -> tables.add(CaseTables.batches(model, cases)));
        return tables;
    }

    private static Section section(
            String id, String title, String lead, List<Block> blocks, Section.Place place) {
        return new Section(id, title, Text.of(lead), blocks, place);
    }
}
