package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.estimate.MemoryNeed;
import assay.analyzer.tensor.Dim;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Memory;
import assay.reports.card.Block;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Paragraph;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.chart.MemoryTimeline;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Weights and live activations, unfused and fused, per precision and batch; what was measured on
/// top.
final class MemorySection implements Chapter {

    @Override
    public Section write(Sheet sheet) {
        List<Block> blocks = new ArrayList<>();
        List<Analysis> precisions = precisions(sheet);
        timeline(sheet).ifPresent(figure -> blocks.add(Figures.sideBySide(figure)));
        blocks.add(peaks(sheet, precisions));
        precisions.forEach(analysis ->
                blocks.add(perBatch(sheet, analysis, analysis.precision() == sheet.precision())));
        blocks.add(
                Paragraph.of(
                        "Each tensor is allocated when its node runs and freed after its last use; views share their input's memory. "
                                + (sheet.measurement() == null
                                        ? "Workspace and context are assumptions, which a measurement would put in their place."
                                        : "Context, workspace and the runtime itself are measured, not guessed: what the measured peak has beyond weights and activations.")));
        return new Section("memory", "Memory", lead(sheet), blocks, Section.Place.BODY);
    }

    private static Text lead(Sheet sheet) {
        Analysis analysis = sheet.analysis();
        var peaks = analysis.memoryAt(analysis.at(sheet.focus.batch()));
        Quantity peak = Sheet.counted(peaks.unfused(), Unit.BYTES);
        Text text =
                Text.of("Weights take ")
                        .and(Quantity.counted((double) analysis.parameters().bytes(), Unit.BYTES))
                        .and(" in " + analysis.precision().label() + "; peak activation memory is ")
                        .and(peak)
                        .and(" at batch ")
                        .and(Sheet.count(sheet.focus.batch()));
        Quantity fused = Sheet.counted(peaks.fused(), Unit.BYTES);
        return fused instanceof Quantity.Known known
                ? text.and(", ").and(known).and(" with the runtime's fusions.")
                : text.and(".");
    }

    /// The precision that is estimated for, and float16 beside it.
    static List<Analysis> precisions(Sheet sheet) {
        Analysis own = sheet.analysis();
        return own.precision() == Precision.FP16
                ? List.of(own)
                : List.of(own, own.in(Precision.FP16));
    }

    private static Table peaks(Sheet sheet, List<Analysis> precisions) {
        long batch = sheet.focus.batch();
        List<Table.Row> rows = new ArrayList<>();
        for (Analysis analysis : precisions) {
            var memory = analysis.memoryAt(analysis.at(batch));
            rows.add(
                    Table.Row.of(
                            Text.of(analysis.precision().label()),
                            Text.of(
                                    Quantity.counted(
                                            (double) analysis.parameters().bytes(), Unit.BYTES)),
                            cell(memory.unfused()),
                            cell(memory.unfusedWithInputs()),
                            cell(memory.fused()),
                            cell(memory.fusedWithInputs())));
        }
        return new Table(
                "Peak activation memory at batch " + batch,
                List.of(
                        Column.text("Precision"),
                        Column.number("Weights"),
                        Column.number("Peak activations, unfused"),
                        Column.number("with inputs kept")
                                .hint("the caller keeps the graph's inputs to the end"),
                        Column.number("Peak activations, fused")
                                .hint("what stays inside a fused group is never stored"),
                        Column.number("fused, with inputs kept")),
                rows);
    }

    private static Text cell(Dim bytes) {
        return Text.of(Sheet.counted(bytes, Unit.BYTES));
    }

    private static Table perBatch(Sheet sheet, Analysis analysis, boolean own) {
        double weights = (double) analysis.parameters().bytes();
        List<Table.Row> rows = new ArrayList<>();
        for (Row row : sheet.rows) {
            Cells cells = new Cells(sheet, row);
            List<Text> texts = new ArrayList<>();
            texts.add(Text.of(Sheet.count(row.batch())));
            var memory = analysis.memoryAt(analysis.at(row.batch()));
            texts.add(cell(memory.unfused()));
            texts.add(sum(memory.unfused(), weights));
            texts.add(cell(memory.fused()));
            texts.add(sum(memory.fused(), weights));
            if (own) {
                texts.addAll(beside(sheet, cells));
            }
            rows.add(new Table.Row(texts, false));
        }
        List<Column> columns =
                new ArrayList<>(
                        List.of(
                                Column.number("Batch size"),
                                Column.number("Activations, unfused"),
                                Column.number("Weights + activations, unfused"),
                                Column.number("Activations, fused"),
                                Column.number("Weights + activations, fused")));
        if (own) {
            columns.addAll(beside(sheet));
        }
        return new Table(
                (sheet.onGpu() ? "Device memory (VRAM)" : "Memory")
                        + " by batch size, "
                        + analysis.precision().label(),
                columns,
                rows);
    }

    /// What comes on top of weights and activations: measured, or assumed where nothing was run.
    private static List<Text> beside(Sheet sheet, Cells cells) {
        if (sheet.measurement() != null) {
            return List.of(
                    Text.of(cells.measuredMemory()),
                    Text.of(beyond(sheet, cells)),
                    Text.of(arena(cells, "runBytes", Memory::runBytes)),
                    Text.of(arena(cells, "activationBytes", Memory::activationBytes)),
                    Text.of(arena(cells, "workspaceBytes", Memory::workspaceBytes)));
        }
        return List.of(
                Text.of(assumed(sheet, cells, "workspace")),
                Text.of(assumed(sheet, cells, "context")));
    }

    private static List<Column> beside(Sheet sheet) {
        if (sheet.measurement() != null) {
            return List.of(
                    Column.number("Measured peak"),
                    Column.number(
                                    sheet.onGpu()
                                            ? "Context and workspace"
                                            : "Process, runtime and workspace")
                            .hint(
                                    "measured, not guessed: measured peak minus weights and fused activations"),
                    Column.number("Arena while running")
                            .hint("measured: activations and workspace in the runtime's own arena"),
                    Column.number("of it activations").hint("measured: the rest of it"),
                    Column.number("of it workspace")
                            .hint(
                                    "measured: the most that one node takes for itself while it runs; known where the batch size was profiled"));
        }
        return List.of(
                Column.number("Workspace, assumed").hint("only a run can tell it"),
                Column.number("Context, assumed").hint("only a run can tell it"));
    }

    static Quantity assumed(Sheet sheet, Cells cells, String name) {
        Paper paper = sheet.evidence.paper();
        BatchEstimate estimate = cells.row().estimate();
        if (paper == null || estimate == null) {
            return Quantity.unknown(cells.whyNotEstimated());
        }
        return MemoryNeed.of(estimate.workload(), paper.device()).stream()
                .flatMap(need -> need.parts().stream())
                .filter(part -> part.name().equals(name))
                .findFirst()
                .<Quantity>map(part ->
                        Quantity.estimated(part.bytes(), Unit.BYTES)
                                .from(part.why())
                                .trusted("assumed"))
                .orElse(Quantity.unknown("the size of a tensor is unknown"));
    }

    private static Text sum(Dim activations, double weights) {
        return Text.of(
                switch (Sheet.counted(activations, Unit.BYTES)) {
                    case Quantity.Known known ->
                            Quantity.counted(known.value() + weights, Unit.BYTES);
                    case Quantity.Unknown unknown -> unknown;
                });
    }

    /// A figure of what the runtime's arena says.
    private static Quantity arena(
            Cells cells, String key, Function<Memory, @Nullable Long> figure) {
        BatchResult result = cells.row().measured();
        if (result == null || cells.row().p50().isEmpty()) {
            return Quantity.unknown(cells.whyNotMeasured());
        }
        Memory memory = result.memory();
        Long bytes = memory == null ? null : figure.apply(memory);
        if (bytes != null) {
            return Quantity.measured((double) bytes, Unit.BYTES);
        }
        return Quantity.unknown(
                memory == null
                        ? result.unknown().getOrDefault("memory", "not recorded")
                        : memory.unknown().getOrDefault(key, "not recorded"));
    }

    /// Context and workspace: what was measured beyond weights and activations.
    static Quantity beyond(Sheet sheet, Cells cells) {
        OptionalDouble estimated = cells.estimatedBytes();
        Long measured = cells.measuredBytes();
        if (measured == null) {
            return cells.measuredMemory();
        }
        if (estimated.isEmpty() || !sheet.compared()) {
            return Quantity.unknown(cells.whyNotCompared());
        }
        return Quantity.measured((double) measured - estimated.getAsDouble(), Unit.BYTES)
                .from("measured peak minus weights and fused activations");
    }

    private static Optional<Figure> timeline(Sheet sheet) {
        BatchEstimate estimate = sheet.focus.estimate();
        Analysis analysis = estimate == null ? sheet.analysis() : estimate.workload().analysis();
        return analysis.fusedTimelineAt(sheet.bindings(sheet.focus.batch()))
                .map(timeline -> {
                    List<MemoryTimeline.Step> steps = new ArrayList<>();
                    for (int i = 0; i < timeline.steps().size(); i++) {
                        steps.add(
                                new MemoryTimeline.Step(
                                        timeline.steps().get(i),
                                        (double) timeline.liveWithInputs().get(i)));
                    }
                    return new Figure(
                            "memory-timeline",
                            "Live memory while the graph runs, batch " + sheet.focus.batch(),
                            "Live bytes over "
                                    + steps.size()
                                    + " steps, largest "
                                    + assay.reports.card.Numbers.text(
                                            (double) timeline.peakWithInputs(), Unit.BYTES)
                                    + " of activations.",
                            "",
                            new MemoryTimeline(
                                    steps,
                                    (double) analysis.parameters().bytes(),
                                    OptionalDouble.empty()));
                });
    }
}
