package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/// How long the first runs of a fresh process take, run by run, until they are as fast as they
/// stay.
///
/// @param processes for each process its first runs in order, in seconds
/// @param steady the median of the timed runs that follow
public record TimeToSteady(List<List<Double>> processes, OptionalDouble steady) implements Chart {

    public TimeToSteady {
        processes = processes.stream().map(List::copyOf).toList();
    }

    @Override
    public @Nullable JFreeChart chart() {
        List<Double> all = new ArrayList<>();
        processes.forEach(runs -> runs.stream().filter(s -> s > 0).forEach(all::add));
        if (all.isEmpty()) {
            return null;
        }
        steady.ifPresent(all::add);
        double min = all.stream().mapToDouble(v -> v).min().orElseThrow();
        double max = all.stream().mapToDouble(v -> v).max().orElseThrow();
        int most = processes.stream().mapToInt(List::size).max().orElseThrow();
        Scale scale = Scale.of(max, Unit.SECONDS);
        double factor = scale.factor().doubleValue();
        XYPlot plot =
                ChartStyle.plot(
                        new LinearTicks("run of a fresh process", runs(most)),
                        new LogTicks(null, Ticks.log(min, max, v -> Numbers.tick(v, factor))));
        Shapes shapes = new Shapes();
        Labels labels = new Labels();
        for (List<Double> runs : processes) {
            for (int i = 0; i < runs.size(); i++) {
                if (i > 0) {
                    shapes.line(
                            i, runs.get(i - 1), i + 1, runs.get(i), Ink.MEASURED, ChartStyle.THIN);
                }
                shapes.disc(i + 1, runs.get(i), 2.5, Ink.MEASURED, null);
            }
        }
        steady.ifPresent(median -> {
            shapes.line(0.5, median, most + 0.5, median, Ink.TEXT, ChartStyle.DASHED);
            labels.at(
                    most + 0.5,
                    median,
                    -4,
                    -4,
                    TextAnchor.BOTTOM_RIGHT,
                    "median of the timed runs " + Numbers.text(median, Unit.SECONDS),
                    Ink.TEXT);
        });
        plot.addAnnotation(shapes);
        plot.addAnnotation(labels);
        String lines =
                processes.size() == 1
                        ? "one process"
                        : "a line for each of " + processes.size() + " processes";
        return ChartStyle.chart(plot, "measured, " + scale.symbol() + " (log); " + lines);
    }

    private static Ticks runs(int most) {
        int step = most <= 10 ? 1 : most <= 20 ? 2 : 5;
        List<Ticks.Mark> marks = new ArrayList<>();
        for (int run = 1; run <= most; run++) {
            if (run == 1 || run % step == 0) {
                marks.add(new Ticks.Mark(run, Numbers.count(run)));
            }
        }
        return new Ticks(marks, 0.5, most + 0.5);
    }
}
