package assay.reports.section;

import assay.analyzer.estimate.validation.Errors;
import assay.analyzer.estimate.validation.GroupErrors;
import assay.analyzer.estimate.validation.Judged;
import assay.analyzer.estimate.validation.RowFault;
import assay.analyzer.estimate.validation.ValidationReport;
import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Figure;
import assay.reports.card.Meters;
import assay.reports.card.Numbers;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Span;
import assay.reports.card.Table;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.ErrorHistogram;
import assay.reports.chart.PredictedMeasured;
import java.util.ArrayList;
import java.util.List;

/// A validation as a document: errors beside the yardsticks, the scatter, the histogram, the worst
/// rows with the terms that made them, and the rows that could not be judged.
public final class ValidationCard {
    private static final int WORST = 25;
    private static final int FAULTS = 200;

    private ValidationCard() {}

    /// The document of that report.
    public static Card of(ValidationReport report) {
        List<Judged> rows = report.rows().stream().filter(Judged::predicted).toList();
        List<GroupErrors> all = GroupErrors.by(rows, _ -> "all rows");
        List<Section> sections = new ArrayList<>();
        sections.add(
                section(
                        "groups",
                        "By GPU, operator and type",
                        "Every group that the tables hold.",
                        groups("", report.groups()),
                        Section.Place.BODY));
        sections.add(
                section(
                        "worst",
                        "Worst rows",
                        "The rows missed by the largest factor, with what made their prediction.",
                        worst(report.worst(WORST)),
                        Section.Place.FRONT));
        if (!report.faults().isEmpty()) {
            sections.add(
                    section(
                            "faults",
                            "Rows not judged",
                            Numbers.count(report.faults().size(), "row") + " could not be judged.",
                            faults(report.faults()),
                            Section.Place.BACK));
        }
        List<GroupErrors> operators = new ArrayList<>(report.operators());
        operators.addAll(all);
        return new Card(
                "Predicted against measured latency",
                Text.of(Numbers.count(rows.size(), "row") + " judged"),
                Text.of("errors are predicted over measured, less 1"),
                verdict(all),
                List.of(
                        new Figure(
                                "predicted-measured",
                                "Predicted against measured",
                                Numbers.count(rows.size(), "row")
                                        + ", predicted over measured latency",
                                "Points on the solid line are right.",
                                new PredictedMeasured(
                                        "predicted",
                                        rows.stream()
                                                .map(r ->
                                                        new PredictedMeasured.Point(
                                                                r.measuredSeconds(),
                                                                r.predictedSeconds()))
                                                .toList())),
                        new Figure(
                                "errors",
                                "Signed errors",
                                "rows by signed error in steps of 10 per cent",
                                "Left of the line: predicted too fast.",
                                new ErrorHistogram(rows.stream().map(Judged::error).toList()))),
                new Meters(List.of()),
                groups("Errors by operator and type", operators),
                sections,
                Text.EMPTY);
    }

    private static List<Text> verdict(List<GroupErrors> all) {
        if (all.isEmpty()) {
            return List.of(Text.of("No row could be judged."));
        }
        GroupErrors g = all.getFirst();
        return List.of(
                Text.of(share(g.model().mape()))
                        .and(" mean and ")
                        .and(share(g.model().median()))
                        .and(" median absolute error; a roofline has ")
                        .and(share(g.roofline().mape()))
                        .and(" and FLOPs over peak ")
                        .and(share(g.flops().mape()))
                        .and(" on the same rows."),
                Text.of(share(g.coverage()))
                        .and(" of the measurements lie inside the 80 % interval."));
    }

    private static Section section(
            String id, String title, String lead, Block block, Section.Place place) {
        return new Section(id, title, Text.of(lead), List.of(block), place);
    }

    private static Table groups(String title, List<GroupErrors> groups) {
        List<Table.Row> rows = new ArrayList<>();
        for (GroupErrors g : groups) {
            Errors e = g.model();
            rows.add(
                    Table.Row.of(
                            new Span.Plain(g.name()),
                            Quantity.counted(e.rows(), Unit.COUNT).inFull(),
                            share(e.mape()),
                            share(e.median()),
                            share(e.bias()),
                            share(e.p90()),
                            share(g.coverage()),
                            share(g.roofline().mape()),
                            share(g.flops().mape())));
        }
        return new Table(
                title,
                List.of(
                        Table.Column.text("Group"),
                        Table.Column.number("Rows"),
                        Table.Column.number("Mean abs. error"),
                        Table.Column.number("Median"),
                        Table.Column.number("Bias").hint("median signed error"),
                        Table.Column.number("p90"),
                        Table.Column.number("Inside").hint("measured inside the 80 % interval"),
                        Table.Column.number("Roofline").hint("mean absolute error of a roofline"),
                        Table.Column.number("FLOPs/peak")
                                .hint("mean absolute error of FLOPs over peak")),
                rows);
    }

    private static Table worst(List<Judged> worst) {
        List<Table.Row> rows = new ArrayList<>();
        for (Judged r : worst) {
            rows.add(
                    Table.Row.of(
                            new Span.Plain(r.file().getFileName() + ":" + r.line()),
                            new Span.Plain(r.gpu() + " " + r.op() + " " + r.dtype()),
                            Quantity.measured(r.measuredSeconds(), Unit.SECONDS),
                            Quantity.estimated(r.predictedSeconds(), Unit.SECONDS),
                            share(r.error()),
                            new Span.Plain(r.why())));
        }
        return new Table(
                "",
                List.of(
                        Table.Column.name("Row"),
                        Table.Column.text("What"),
                        Table.Column.number("Measured"),
                        Table.Column.number("Predicted"),
                        Table.Column.number("Error"),
                        Table.Column.text("Made of")),
                rows);
    }

    private static Table faults(List<RowFault> faults) {
        return new Table(
                "",
                List.of(
                        Table.Column.name("Row"),
                        Table.Column.name("Column"),
                        Table.Column.text("Why")),
                faults.stream()
                        .limit(FAULTS)
                        .map(f ->
                                Table.Row.of(
                                        new Span.Plain(f.file().getFileName() + ":" + f.line()),
                                        new Span.Plain(f.key()),
                                        new Span.Plain(f.what())))
                        .toList());
    }

    private static Quantity share(double value) {
        return Double.isFinite(value)
                ? Quantity.counted(value, Unit.FRACTION)
                : Quantity.unknown("not known for this unit");
    }
}
