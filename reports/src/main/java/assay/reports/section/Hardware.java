package assay.reports.section;

import assay.reports.card.Block;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Paragraph;
import assay.reports.card.Provenance;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The model on the device: memory, latency, bound and how much of the device it uses.
final class Hardware implements Chapter {

    static final String SATURATION =
            "Saturation is how full the device is: on a GPU the time-weighted mean over kernels of min(1, tiles / tiles that"
                    + " run at once), one tile a processor; on a CPU the busy share of its threads.";

    @Override
    public Section write(Sheet sheet) {
        Paper paper = sheet.evidence.paper();
        Cells cells = new Cells(sheet, sheet.focus);
        List<Block> blocks = new ArrayList<>();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Target device",
                        paper == null
                                ? Text.of(Quantity.unknown(sheet.evidence.notEstimated()))
                                : Text.name(paper.device().name()),
                        paper == null ? "" : "profile " + paper.device().id()));
        facts.add(new Fact("Precision", sheet.precision().label()));
        facts.add(new Fact("Batch size", Sheet.count(sheet.focus.batch())));
        blocks.add(new Facts(facts));
        blocks.add(table(sheet, cells));
        blocks.add(saturation(sheet));
        blocks.add(Paragraph.of(SATURATION));
        blocks.add(
                new Subsection(
                        "Device specifications",
                        List.of(
                                paper == null
                                        ? Paragraph.of(
                                                Verdict.sentence(sheet.evidence.notEstimated()))
                                        : Specifications.of(sheet, paper))));
        return new Section(
                "hardware", "Hardware estimates", lead(sheet, cells), blocks, Section.Place.BODY);
    }

    private static Text lead(Sheet sheet, Cells cells) {
        BatchEstimate estimate = Sheet.estimate(sheet.focus);
        if (estimate == null) {
            return Text.of("There is no estimate: ").and(Verdict.sentence(cells.whyNotEstimated()));
        }
        return Text.of("At batch ")
                .and(Sheet.count(sheet.focus.batch()))
                .and(" the model needs ")
                .and(cells.estimatedMemory())
                .and(" and is estimated at ")
                .and(cells.estimated())
                .and(", ")
                .and(TimeParts.largest(estimate.latency()).term())
                .and(".");
    }

    private static Table table(Sheet sheet, Cells cells) {
        List<Table.Row> rows = new ArrayList<>();
        boolean measured = sheet.measurement() != null;
        row(
                rows,
                sheet.onGpu() ? "Device memory (VRAM) required" : "Memory required",
                Text.of(cells.estimatedMemory()),
                measured ? Text.of(cells.measuredMemory()) : Text.EMPTY);
        row(
                rows,
                "Fits in memory",
                fits(sheet, cells.estimatedMemory()),
                measured ? fits(sheet, cells.measuredMemory()) : Text.EMPTY);
        row(
                rows,
                "Theoretical latency",
                MainTable.banded(cells.estimated()),
                measured ? Text.of(cells.measured()) : Text.EMPTY);
        row(rows, "Arithmetic alone, at peak", Text.of(atPeak(sheet)), Text.EMPTY);
        row(rows, "Bottleneck", bottleneck(sheet, cells), Text.EMPTY);
        row(
                rows,
                "Compute utilization",
                Text.of(cells.estimatedCompute()),
                measured ? Text.of(cells.achievedCompute()) : Text.EMPTY);
        saturation(rows, sheet, cells);
        return new Table(
                "",
                List.of(
                        Column.text("Metric"),
                        Column.number("Estimated"),
                        Column.number("Measured")),
                rows);
    }

    /// On a GPU it is an estimate, on a CPU a measurement.
    private static void saturation(List<Table.Row> rows, Sheet sheet, Cells cells) {
        Text value = Text.of(cells.saturation());
        boolean measured =
                cells.saturation() instanceof Quantity.Known known
                        && known.provenance() == Provenance.MEASURED;
        row(
                rows,
                sheet.onGpu() ? "GPU saturation" : "GPU saturation (of this CPU: busy threads)",
                measured ? Text.EMPTY : value,
                measured ? value : Text.EMPTY);
    }

    private static void row(List<Table.Row> rows, String metric, Text estimated, Text measured) {
        rows.add(Table.Row.of(Text.of(metric), estimated, measured));
    }

    private static Text fits(Sheet sheet, Quantity used) {
        Optional<Quantity.Known> capacity = SpeedOfLight.capacity(sheet);
        if (!(used instanceof Quantity.Known bytes)) {
            return Text.of(used);
        }
        return capacity.isEmpty()
                ? Text.of(Quantity.unknown("the memory's size is not known"))
                : Text.of(bytes.value() <= capacity.get().value() ? "yes" : "no");
    }

    private static Quantity atPeak(Sheet sheet) {
        BatchEstimate estimate = Sheet.estimate(sheet.focus);
        return estimate == null || estimate.flops() <= 0 || sheet.compute.isEmpty()
                ? Quantity.unknown("the FLOPs or the device's peak rate are not known")
                : Quantity.estimated(
                                estimate.flops() / sheet.compute.get().perSecond(), Unit.SECONDS)
                        .from(
                                "FLOPs over peak: no memory traffic, no launches; a bound, not a prediction");
    }

    private static Text bottleneck(Sheet sheet, Cells cells) {
        BatchEstimate estimate = Sheet.estimate(sheet.focus);
        if (estimate == null) {
            return Text.of(Quantity.unknown(cells.whyNotEstimated()));
        }
        return Text.of(TimeParts.largest(estimate.latency()).wordTerm());
    }

    private static Table saturation(Sheet sheet) {
        boolean measured = sheet.measurement() != null;
        List<Table.Row> rows = new ArrayList<>();
        for (var row : sheet.rows) {
            Cells cells = new Cells(sheet, row);
            List<Text> texts = new ArrayList<>();
            texts.add(Text.of(Sheet.count(row.batch())));
            texts.add(Text.of(cells.estimatedCompute()));
            if (measured) {
                texts.add(Text.of(cells.achievedCompute()));
            }
            texts.add(Text.of(cells.bandwidthShare()));
            texts.add(Text.of(cells.dispatch()));
            texts.add(Text.of(cells.saturation()));
            rows.add(new Table.Row(texts, false));
        }
        List<Column> columns = new ArrayList<>();
        columns.add(Column.number("Batch size"));
        columns.add(Column.number("Compute, estimated").hint("FLOP/s over peak"));
        if (measured) {
            columns.add(Column.number("Compute, achieved").hint("FLOP/s over peak"));
        }
        columns.add(Column.number("Memory bandwidth").hint("bytes a second over peak"));
        columns.add(Column.number("Dispatch").hint("share of the time spent starting kernels"));
        columns.add(
                Column.number(sheet.onGpu() ? "GPU saturation" : "Busy threads").hint(SATURATION));
        return new Table("Use of the device by batch size", columns, rows);
    }
}
