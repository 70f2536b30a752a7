package assay.reports.section;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Block;
import assay.reports.card.Quantity;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Raw percentiles, noise, first runs and the device's state, batch by batch.
final class Samples {

    private Samples() {}

    static List<Block> of(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        if (measurement == null) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Subsection("Percentiles", percentiles(measurement)));
        blocks.add(new Subsection("Noise and conditions", List.of(noise(measurement))));
        List<Block> runs = new ArrayList<>();
        RunCharts.of(sheet, measurement).ifPresent(runs::add);
        runs.add(firstRuns(measurement));
        blocks.add(new Subsection("The run itself", runs));
        Table spans = spans(measurement);
        if (!spans.rows().isEmpty()) {
            blocks.add(new Subsection("Other spans", List.of(spans)));
        }
        return blocks;
    }

    /// Medians of spans other than host to host, taken in the same processes.
    private static Table spans(Measurement measurement) {
        List<Table.Row> rows = new ArrayList<>();
        for (BatchResult batch : measurement.batches()) {
            batch.spans()
                    .forEach((span, latency) ->
                            rows.add(
                                    Table.Row.of(
                                            Text.of(Sheet.count(batch.batch())),
                                            Text.of(span.replace('-', ' ')),
                                            Text.of(
                                                    Quantity.measured(latency.p50(), Unit.SECONDS)
                                                            .over(span.replace('-', ' '))))));
        }
        return new Table(
                "",
                List.of(Column.number("Batch size"), Column.text("Span"), Column.number("p50")),
                rows);
    }

    private static List<Block> percentiles(Measurement measurement) {
        List<Block> blocks = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (BatchResult batch : measurement.batches()) {
            Latency l = batch.latencySeconds();
            rows.add(
                    Table.Row.of(
                            Sheet.count(batch.batch()),
                            Sheet.count(batch.samples()),
                            seconds(batch, l == null ? null : l.min()),
                            seconds(batch, l == null ? null : l.p50()),
                            seconds(batch, l == null ? null : l.p90()),
                            seconds(batch, l == null ? null : l.p95()),
                            seconds(batch, l == null ? null : l.p99()),
                            seconds(batch, l == null ? null : l.p999()),
                            seconds(batch, l == null ? null : l.max()),
                            seconds(batch, l == null ? null : l.mean())));
        }
        RunCharts.distribution(measurement).ifPresent(blocks::add);
        blocks.add(
                new Table(
                        "",
                        List.of(
                                Column.number("Batch size"),
                                Column.number("Samples"),
                                Column.number("min"),
                                Column.number("p50"),
                                Column.number("p90"),
                                Column.number("p95"),
                                Column.number("p99"),
                                Column.number("p99.9"),
                                Column.number("max"),
                                Column.number("mean")),
                        rows));
        return blocks;
    }

    private static Quantity seconds(BatchResult batch, @Nullable Double value) {
        return value == null
                ? Quantity.unknown(why(batch, "latencySeconds"))
                : Quantity.measured(value, Unit.SECONDS).over(Cells.HOST_TO_HOST);
    }

    private static String why(BatchResult batch, String key) {
        if (batch.latencySeconds() == null && !batch.warnings().isEmpty()) {
            return batch.warnings().getFirst().message();
        }
        return batch.unknown().getOrDefault(key, "not recorded");
    }

    private static Table noise(Measurement measurement) {
        List<Table.Row> rows = new ArrayList<>();
        for (BatchResult batch : measurement.batches()) {
            Double energy = batch.energyJoules();
            Double noise = batch.noise();
            var interval = batch.interval();
            Conditions last = conditions(batch);
            Double clock = clock(batch);
            rows.add(
                    Table.Row.of(
                            Sheet.count(batch.batch()),
                            Sheet.count(batch.forks().size()),
                            value(batch, noise, Unit.FRACTION, "noise"),
                            value(
                                    batch,
                                    interval == null ? null : interval.relativeHalfWidth(),
                                    Unit.FRACTION,
                                    "interval"),
                            value(batch, clock, Unit.HERTZ, "clocks"),
                            value(batch, energy, Unit.JOULES, "energyJoules"),
                            value(
                                    batch,
                                    last == null ? null : last.celsius(),
                                    Unit.CELSIUS,
                                    "celsius"),
                            value(
                                    batch,
                                    last == null ? null : last.utilization(),
                                    Unit.FRACTION,
                                    "utilization")));
        }
        return new Table(
                "",
                List.of(
                        Column.number("Batch size"),
                        Column.number("Processes"),
                        Column.number("Noise").hint("relative interquartile range"),
                        Column.number("Interval, ±").hint("of the median, relative"),
                        Column.number("Clock").hint("mean while timed"),
                        Column.number("Energy a run"),
                        Column.number("Temperature").hint("highest of the last process"),
                        Column.number("Device busy")
                                .hint("share of the time with a kernel running, last process")),
                rows);
    }

    /// Clock of the GPU's processors, else of the CPU, in hertz.
    static @Nullable Double clock(BatchResult batch) {
        SortedMap<String, Double> clocks = batch.clocks();
        if (clocks == null) {
            return null;
        }
        Double gpu = clocks.get("sm");
        return gpu == null ? clocks.get("cpu") : gpu;
    }

    static @Nullable Conditions conditions(BatchResult batch) {
        return batch.forks().isEmpty() ? null : batch.forks().getLast().conditions();
    }

    private static Quantity value(
            BatchResult batch, @Nullable Double value, Unit unit, String key) {
        return value == null ? Quantity.unknown(why(batch, key)) : Quantity.measured(value, unit);
    }

    private static Table firstRuns(Measurement measurement) {
        List<Table.Row> rows = new ArrayList<>();
        for (BatchResult batch : measurement.batches()) {
            if (batch.forks().isEmpty()) {
                continue;
            }
            Fork first = batch.forks().getFirst();
            FirstRuns runs = first.firstRuns();
            rows.add(
                    Table.Row.of(
                            Text.of(Sheet.count(batch.batch())),
                            Text.of(Quantity.measured(runs.sessionSeconds(), Unit.SECONDS)),
                            Text.of(run(runs, 0)),
                            Text.of(run(runs, 1)),
                            Text.of(Sheet.count(runs.warmupRuns())),
                            Text.of(Quantity.measured(runs.warmupSeconds(), Unit.SECONDS)),
                            Text.of(runs.settled() ? "settled" : "ended at its limit")));
        }
        return new Table(
                "",
                List.of(
                        Column.number("Batch size"),
                        Column.number("Session created in"),
                        Column.number("Run 1"),
                        Column.number("Run 2"),
                        Column.number("Warm-up runs"),
                        Column.number("Warm-up time"),
                        Column.text("Warm-up")),
                rows);
    }

    private static Quantity run(FirstRuns runs, int index) {
        return index < runs.runSeconds().size()
                ? Quantity.measured(runs.runSeconds().get(index), Unit.SECONDS)
                : Quantity.unknown("not recorded");
    }
}
