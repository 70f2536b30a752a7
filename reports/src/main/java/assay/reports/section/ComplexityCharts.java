package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.GraphCounts;
import assay.analyzer.analysis.Parameters;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import assay.reports.chart.Bar;
import assay.reports.chart.ComplexityOverview;
import assay.reports.chart.ComplexityOverview.Measure;
import assay.reports.chart.FlopsDistribution;
import assay.reports.chart.OperatorHistogram;
import assay.reports.chart.ParameterDistribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The four pictures of what the model is made of.
final class ComplexityCharts {

    private ComplexityCharts() {}

    static Figures of(Analysis analysis, long batch, List<OperatorTimes.Line> times) {
        List<Bar> nodes = new ArrayList<>();
        GraphCounts.of(analysis.model())
                .operators()
                .forEach((operator, count) -> nodes.add(new Bar(operator, count)));
        List<Bar> parameters = bars(parameters(analysis.parameters()));
        List<Bar> flops = sums(analysis, batch, Kind.FLOPS);
        List<Bar> bytes = sums(analysis, batch, Kind.BYTES);
        List<Measure> measures = new ArrayList<>();
        measures.add(measure("nodes", nodes, Unit.COUNT));
        measures.add(measure("parameters", parameters, Unit.COUNT));
        measures.add(measure("FLOPs", flops, Unit.FLOPS));
        measures.add(measure("bytes moved", bytes, Unit.BYTES));
        return Figures.sideBySide(
                new Figure(
                        "complexity-overview",
                        "Complexity overview",
                        "Share of each operator in nodes, parameters, FLOPs and bytes moved.",
                        "",
                        new ComplexityOverview(measures)),
                new Figure(
                        "operator-histogram",
                        "Operator distribution",
                        "Nodes by operator: " + words(nodes, Unit.COUNT),
                        "",
                        new OperatorHistogram(nodes)),
                new Figure(
                        "parameter-distribution",
                        "Parameter distribution",
                        "Stored elements by operator: " + words(parameters, Unit.COUNT),
                        "",
                        new ParameterDistribution(parameters)),
                new Figure(
                        "flops-distribution",
                        "FLOPs distribution",
                        "FLOPs by operator: " + words(flops, Unit.FLOPS),
                        "",
                        new FlopsDistribution(flops, batch)));
    }

    private static Measure measure(String name, List<Bar> bars, Unit unit) {
        double total = bars.stream().mapToDouble(Bar::value).sum();
        return new Measure(name, Numbers.text(total, unit), bars);
    }

    private static String words(List<Bar> bars, Unit unit) {
        return String.join(
                ", ",
                bars.stream()
                        .sorted((a, b) -> Double.compare(b.value(), a.value()))
                        .limit(5)
                        .map(bar ->
                                assay.reports.card.Printable.clip(bar.label(), 40)
                                        + " "
                                        + Numbers.text(bar.value(), unit))
                        .toList());
    }

    private static Map<String, Double> parameters(Parameters parameters) {
        Map<String, Double> byOperator = new LinkedHashMap<>();
        for (Parameters.Stored stored : parameters.tensors()) {
            byOperator.merge(stored.reader(), (double) stored.elements(), Double::sum);
        }
        return byOperator;
    }

    private enum Kind {
        FLOPS,
        BYTES
    }

    private static List<Bar> sums(Analysis analysis, long batch, Kind kind) {
        Map<String, Double> byOperator = new LinkedHashMap<>();
        for (int i = 0; i < analysis.costs().size(); i++) {
            Cost cost = analysis.costs().get(i);
            Dim dim =
                    switch (kind) {
                        case FLOPS -> cost.flops();
                        case BYTES -> cost.bytesRead().plus(cost.bytesWritten());
                    };
            String operator = analysis.graph().nodes().get(i).node().qualifiedOperator();
            dim.bind(analysis.at(batch))
                    .number()
                    .ifPresent(value -> byOperator.merge(operator, (double) value, Double::sum));
        }
        return bars(byOperator);
    }

    private static List<Bar> bars(Map<String, Double> values) {
        List<Bar> bars = new ArrayList<>();
        values.forEach((label, value) -> bars.add(new Bar(label, value)));
        return bars;
    }
}
