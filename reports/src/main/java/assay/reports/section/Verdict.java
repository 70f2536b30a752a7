package assay.reports.section;

import assay.analyzer.estimate.Bound;
import assay.analyzer.finding.Finding;
import assay.benchmark.measurement.BatchResult;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Gap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The answer in two to four sentences, each computed from the card's own numbers.
final class Verdict {

    private Verdict() {}

    static List<Text> lines(Sheet sheet) {
        Cells cells = new Cells(sheet, sheet.focus);
        List<Text> lines = new ArrayList<>();
        lines.add(speed(sheet, cells));
        gap(sheet, cells).ifPresent(lines::add);
        SpeedNote.decisive(sheet.focus).ifPresent(lines::add);
        doubt(sheet).ifPresent(lines::add);
        lines.add(next(sheet, cells));
        return lines;
    }

    private static Text speed(Sheet sheet, Cells cells) {
        long batch = sheet.focus.batch();
        boolean measured = sheet.focus.p50().isPresent();
        if (!measured && Sheet.estimate(sheet.focus) == null) {
            return Text.of("Counted, neither measured nor estimated: " + cells.whyNotEstimated());
        }
        Text text =
                (measured ? Text.of("") : Text.of("Estimated, not measured: "))
                        .and(cells.latency())
                        .and(" at batch ")
                        .and(Sheet.count(batch));
        Quantity share = measured ? cells.achievedCompute() : cells.estimatedCompute();
        if (share instanceof Quantity.Known known) {
            text =
                    text.and(", ")
                            .and(known)
                            .and(" of the device's ")
                            .and(
                                    new Span.Term(
                                            "arithmetic peak",
                                            sheet.compute.map(Peak::label).orElse("")));
        }
        text = bound(sheet).map(text::and).orElse(text).and(".");
        Scaling side = measured ? sheet.measured : sheet.estimated;
        Optional<Scaling.Point> best = side.best();
        if (best.isPresent() && side.points().size() > 1) {
            Cells at = new Cells(sheet, sheet.row(best.get().batch()));
            text =
                    text.and(" Best throughput ")
                            .and(measured ? at.measuredThroughput() : at.estimatedThroughput())
                            .and(" at batch ")
                            .and(Sheet.count(best.get().batch()))
                            .and(".");
        }
        return measured ? text : text.and(" " + notMeasured(cells.whyNotMeasured()));
    }

    private static Optional<Text> bound(Sheet sheet) {
        BatchEstimate estimate = Sheet.estimate(sheet.focus);
        if (estimate == null || (sheet.measurement() != null && !sheet.compared())) {
            return Optional.empty();
        }
        return Optional.of(
                Text.of(": ")
                        .and(TimeParts.largest(estimate.latency()).term())
                        .and(" by the estimate"));
    }

    /// A kernel's bound as readers know it.
    static String word(Bound bound) {
        return switch (bound) {
            case LAUNCH -> "dispatch";
            case COMPUTE, MEMORY, UNKNOWN -> bound.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Optional<Text> gap(Sheet sheet, Cells cells) {
        if (sheet.focus.p50().isEmpty()) {
            return Optional.empty();
        }
        if (sheet.focus.gap().isEmpty()) {
            return Optional.of(
                    Sheet.estimate(sheet.focus) == null
                            ? Text.of("There is no estimate: " + sentence(cells.whyNotEstimated()))
                            : Text.of("The estimate of ")
                                    .and(cells.estimated())
                                    .and(" is not compared: " + sentence(cells.whyNotCompared())));
        }
        Gap gap = sheet.focus.gap().get();
        BatchEstimate estimate = java.util.Objects.requireNonNull(sheet.focus.estimate());
        double low = estimate.latency().low();
        double high = estimate.latency().high();
        String inside = gap.measured() < low || gap.measured() > high ? "outside" : "inside";
        Text text =
                Text.of("The estimate said ")
                        .and(cells.estimated())
                        .and("; the measurement is ")
                        .and(cells.ratio())
                        .and(" that, " + inside + " the estimate's band");
        if (gap.parts().isEmpty()) {
            return Optional.of(text.and("."));
        }
        Gap.Part largest = gap.parts().getFirst();
        if (gap.parts().size() == 1 && gap.inOnePiece().isPresent()) {
            return Optional.of(
                    text.and(". The gap of ")
                            .and(Quantity.measured(gap.seconds(), Unit.SECONDS))
                            .and(" is " + largest.name() + ": " + sentence(largest.meaning())));
        }
        return Optional.of(
                text.and(". Largest part of the gap: ")
                        .and(largest.name() + " (" + (largest.seconds() < 0 ? "−" : "+"))
                        .and(
                                Quantity.measured(Math.abs(largest.seconds()), Unit.SECONDS)
                                        .from(largest.meaning()))
                        .and(")."));
    }

    /// Which batch sizes are to be read with care.
    private static Optional<Text> doubt(Sheet sheet) {
        Map<String, List<String>> doubtful = new LinkedHashMap<>();
        for (var row : sheet.rows) {
            BatchResult result = row.measured();
            if (result != null && result.verdict() != assay.benchmark.measurement.Verdict.VALID) {
                doubtful.computeIfAbsent(new Cells(sheet, row).verdict(), _ -> new ArrayList<>())
                        .add(String.valueOf(row.batch()));
            }
        }
        if (doubtful.isEmpty()) {
            return Optional.empty();
        }
        String batches =
                doubtful.entrySet().stream()
                        .map(e -> "batch " + String.join(", ", e.getValue()) + " " + e.getKey())
                        .collect(Collectors.joining("; "));
        return Optional.of(
                Text.of("Read with care: " + batches)
                        .and("; the reasons stand under ")
                        .and(new Span.Link("Trust", "#trust"))
                        .and("."));
    }

    private static Text next(Sheet sheet, Cells cells) {
        List<Text> advice = new ArrayList<>();
        bottleneck(sheet, cells).ifPresent(advice::add);
        knee(sheet).ifPresent(advice::add);
        sheet.evidence.findings().stream()
                .filter(f -> f.severity() != Finding.Severity.INFO)
                .findFirst()
                .ifPresent(f ->
                        advice.add(
                                Text.of("look at the finding ")
                                        .and(new Span.Link(f.id(), "#findings"))));
        if (advice.isEmpty()) {
            return Text.of("Do next: nothing in these figures asks for a change.");
        }
        Text text = Text.of("Do next: ").and(advice.getFirst());
        for (Text each : advice.subList(1, advice.size())) {
            text = text.and("; ").and(each);
        }
        return text.and(".");
    }

    /// What to do about the largest part of the time, where something can be done without changing
    /// the model.
    private static Optional<Text> bottleneck(Sheet sheet, Cells cells) {
        BatchEstimate estimate = Sheet.estimate(sheet.focus);
        if (estimate == null) {
            return Optional.empty();
        }
        return switch (TimeParts.largest(estimate.latency())) {
            case DISPATCH ->
                    because(
                            "larger batches" + (sheet.onGpu() ? " or a CUDA graph" : ""),
                            "dispatch is ",
                            cells.dispatch(),
                            sheet);
            case COPIES ->
                    because(
                            "keep inputs and outputs on the device",
                            "copying them is ",
                            cells.copies(),
                            sheet);
            case MEMORY, COMPUTE, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<Text> because(String advice, String reason, Quantity of, Sheet sheet) {
        return of instanceof Quantity.Known share
                ? Optional.of(
                        Text.of(advice + ", for " + reason)
                                .and(share)
                                .and(" of the time at batch ")
                                .and(Sheet.count(sheet.focus.batch())))
                : Optional.empty();
    }

    private static Optional<Text> knee(Sheet sheet) {
        return MainTable.knee(sheet)
                .map(point -> {
                    Cells at = new Cells(sheet, sheet.row(point.batch()));
                    boolean first = point.batch() == sheet.rows.getFirst().batch();
                    return first
                            ? Text.of("stay at batch ")
                                    .and(Sheet.count(point.batch()))
                                    .and(", which has ")
                                    .and(MainTable.share(Scaling.KNEE))
                                    .and(" of the best throughput already")
                            : Text.of("batch ")
                                    .and(Sheet.count(point.batch()))
                                    .and(" is the smallest with ")
                                    .and(MainTable.share(Scaling.KNEE))
                                    .and(" of the best throughput, at ")
                                    .and(at.latency());
                });
    }

    /// The reason why nothing was measured as a sentence of its own.
    static String notMeasured(String why) {
        return "Not measured: " + sentence(why);
    }

    static String sentence(String reason) {
        return reason.isEmpty() || reason.endsWith(".") ? reason : reason + ".";
    }
}
