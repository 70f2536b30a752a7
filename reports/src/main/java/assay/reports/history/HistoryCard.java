package assay.reports.history;

import assay.benchmark.stats.Interval;
import assay.benchmark.stats.PredictionInterval;
import assay.reports.card.Block;
import assay.reports.card.Card;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Meters;
import assay.reports.card.Printable;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.LatencyThroughTime;
import java.util.ArrayList;
import java.util.List;

/// The past as a document: the newest of every series on top, then each series with its trends.
public final class HistoryCard {

    /// Batch sizes of a series that are drawn; its table has all.
    private static final int DRAWN = 4;

    private static final int TITLE_LENGTH = 90;

    private HistoryCard() {}

    /// The document of a history.
    ///
    /// @param made who made it and when
    public static Card of(HistoryReport report, String made) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < report.series().size(); i++) {
            sections.add(section(report.series().get(i), i + 1));
        }
        return new Card(
                "History",
                Text.of(count(report.series().size())).and(" series of results"),
                Text.of(
                        "a series is one model on one device, provider, precision and set of options"),
                verdict(report),
                List.of(),
                new Meters(List.of()),
                newest(report),
                sections,
                Text.of(made));
    }

    private static List<Text> verdict(HistoryReport report) {
        List<Text> lines = new ArrayList<>();
        for (HistoryReport.Series series : report.series()) {
            for (Trend trend : series.trends()) {
                if (trend.normal() == Trend.Normal.SLOWER
                        || trend.normal() == Trend.Normal.FASTER) {
                    lines.add(
                            Text.name(series.name())
                                    .and(", batch ")
                                    .and(count(trend.batch()))
                                    .and(": the newest, ")
                                    .and(p50(trend.points().getLast()))
                                    .and(", is " + words(trend.normal()) + ": expected ")
                                    .and(expectation(trend))
                                    .and("."));
                }
            }
        }
        if (lines.isEmpty()) {
            lines.add(Text.of(quiet(report)));
        }
        lines.add(
                Text.of(
                                "The rule: a 95 % prediction interval of the logarithms of earlier valid medians of the same model file, at least ")
                        .and(count(PredictionInterval.FEWEST))
                        .and(" of them, and no narrower than ±")
                        .and(Quantity.stated(Trend.LEAST, Unit.FRACTION))
                        .and("."));
        return lines;
    }

    /// What there is to say where no newest result stands out.
    private static String quiet(HistoryReport report) {
        List<Trend> trends =
                report.series().stream().flatMap(series -> series.trends().stream()).toList();
        if (trends.isEmpty()) {
            return "There are no results yet.";
        }
        long judged =
                trends.stream().filter(trend -> trend.normal() == Trend.Normal.NORMAL).count();
        if (judged == 0) {
            return "No newest result can be judged yet.";
        }
        return judged == trends.size()
                ? "Every newest result is what its past leads to expect."
                : "%d of %d newest results are what their past leads to expect; the others cannot be judged yet."
                        .formatted(judged, trends.size());
    }

    private static Table newest(HistoryReport report) {
        List<Table.Row> rows = new ArrayList<>();
        for (HistoryReport.Series series : report.series()) {
            for (Trend trend : series.trends()) {
                Table.Row row =
                        Table.Row.of(
                                Text.name(series.name()),
                                Text.of(count(trend.batch())),
                                Text.of(count(trend.points().size())),
                                Text.of(p50(trend.points().getLast())),
                                expectation(trend),
                                Text.of(words(trend.normal())));
                boolean mark =
                        trend.normal() == Trend.Normal.SLOWER
                                || trend.normal() == Trend.Normal.FASTER;
                rows.add(mark ? row.mark() : row);
            }
        }
        return new Table(
                "The newest of each",
                List.of(
                        Column.name("Series"),
                        Column.number("Batch size"),
                        Column.number("Results"),
                        Column.number("Newest p50"),
                        Column.number("Expected"),
                        Column.text("It is")),
                rows);
    }

    private static Section section(HistoryReport.Series series, int number) {
        List<Block> blocks = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Trend trend : series.trends().subList(0, Math.min(DRAWN, series.trends().size()))) {
            figures.add(figure(trend, number));
        }
        blocks.add(new Figures(Figures.Layout.SIDE_BY_SIDE, figures));
        series.trends().forEach(trend -> blocks.add(table(trend)));
        return new Section(
                "series-" + number,
                Printable.clip(series.name(), TITLE_LENGTH),
                Text.of(count(series.results()))
                        .and(series.results() == 1 ? " result; " : " results; ")
                        .and(count(series.trends().size()))
                        .and(
                                (series.trends().size() == 1 ? " batch size" : " batch sizes")
                                        + (series.trends().size() > DRAWN
                                                ? ", of which the first " + DRAWN + " are drawn."
                                                : ".")),
                blocks,
                Section.Place.BODY);
    }

    private static Figure figure(Trend trend, int number) {
        List<LatencyThroughTime.Point> points = new ArrayList<>();
        for (Trend.Point point : trend.points()) {
            points.add(
                    new LatencyThroughTime.Point(
                            point.time().length() >= 10 ? point.time().substring(0, 10) : "",
                            point.p50(),
                            point.low() == null ? point.p50() : point.low(),
                            point.high() == null ? point.p50() : point.high()));
        }
        Interval expected = trend.expected();
        return new Figure(
                "series-" + number + "-batch-" + trend.batch(),
                "Batch " + trend.batch() + ": the newest is " + words(trend.normal()),
                trend.points().size() + " medians in the order of their time.",
                expected == null ? "" : "Dashed: where the newest was expected.",
                new LatencyThroughTime(
                        points,
                        expected == null ? null : expected.low(),
                        expected == null ? null : expected.high()));
    }

    private static Table table(Trend trend) {
        List<Table.Row> rows = new ArrayList<>();
        for (Trend.Point point : trend.points().reversed()) {
            rows.add(
                    Table.Row.of(
                            Text.of(point.time().isEmpty() ? "not recorded" : point.time()),
                            Text.of(p50(point)),
                            Text.of(count(point.version())),
                            Text.of(point.verdict())));
        }
        return new Table(
                "Batch " + trend.batch(),
                List.of(
                        Column.text("Time"),
                        Column.number("p50"),
                        Column.number("Model file")
                                .hint("1 for the first file of this name, 2 for the next"),
                        Column.text("Verdict")),
                rows);
    }

    private static Quantity p50(Trend.Point point) {
        Quantity.Known known = Quantity.measured(point.p50(), Unit.SECONDS).over("host to host");
        return point.low() == null || point.high() == null
                ? known
                : known.within(point.low(), point.high());
    }

    private static Text expectation(Trend trend) {
        Interval expected = trend.expected();
        return expected == null
                ? Text.of(
                        Quantity.unknown(
                                "it takes "
                                        + PredictionInterval.FEWEST
                                        + " earlier valid results of the same model file"))
                : Text.of(expected(expected.low())).and(" to ").and(expected(expected.high()));
    }

    private static Quantity expected(double seconds) {
        return Quantity.estimated(seconds, Unit.SECONDS)
                .over("host to host")
                .from("end of the interval that earlier medians lead to expect");
    }

    /// What a verdict is called.
    public static String words(Trend.Normal normal) {
        return switch (normal) {
            case NORMAL -> "normal";
            case SLOWER -> "slower than normal";
            case FASTER -> "faster than normal";
            case TOO_FEW -> "one of too few to tell";
            case DOUBTFUL -> "in doubt";
        };
    }

    private static Quantity.Known count(long number) {
        return Quantity.counted((double) number, Unit.COUNT).inFull();
    }
}
