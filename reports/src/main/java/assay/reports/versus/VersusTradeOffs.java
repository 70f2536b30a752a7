package assay.reports.versus;

import assay.reports.card.Figure;
import assay.reports.chart.TradeOff;
import java.util.ArrayList;
import java.util.List;

/// Latency against quality, a picture a batch size.
final class VersusTradeOffs {

    private VersusTradeOffs() {}

    static List<Figure> figures(VersusReport report) {
        List<Figure> figures = new ArrayList<>();
        if (report.metric().isEmpty()) {
            return figures;
        }
        for (VersusReport.Batch batch : report.batches()) {
            List<TradeOff.Point> points = new ArrayList<>();
            for (VersusReport.Line line : batch.lines()) {
                report.results().stream()
                        .filter(result -> result.label().equals(line.label()))
                        .findFirst()
                        .map(VersusReport.Result::quality)
                        .ifPresent(quality ->
                                points.add(
                                        new TradeOff.Point(
                                                line.label(),
                                                line.p50(),
                                                line.low() == null ? line.p50() : line.low(),
                                                line.high() == null ? line.p50() : line.high(),
                                                quality,
                                                batch.unbeaten().contains(line.label()))));
            }
            if (points.size() > 1 && figures.size() < 4) {
                figures.add(
                        new Figure(
                                "trade-off-" + batch.batch(),
                                "Latency against " + report.metric() + ", batch " + batch.batch(),
                                points.size()
                                        + " results; not beaten in both: "
                                        + String.join(", ", batch.unbeaten())
                                        + ".",
                                "Up and to the left is better; filled: no other is both faster and better.",
                                new TradeOff(points, report.metric())));
            }
        }
        return figures;
    }
}
