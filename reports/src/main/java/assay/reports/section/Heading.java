package assay.reports.section;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.structure.Architecture;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Numbers;
import assay.reports.card.Span;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.Paper;
import java.util.Map;

/// Conditions and subtitle: on what the figures were taken, and what the model is.
final class Heading {

    private Heading() {}

    static Text conditions(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        Paper paper = sheet.evidence.paper();
        if (measurement != null) {
            String runtime = measurement.environment().runtime();
            return Text.of("measured on ")
                    .and(new Span.Strong(measurement.device()))
                    .and(" · " + provider(measurement) + " · " + measurement.precision())
                    .and(runtime == null ? "" : " · " + runtime)
                    .and(" · " + date(measurement.environment().time(), sheet.evidence.time()));
        }
        if (paper != null) {
            return Text.of("estimated for ")
                    .and(new Span.Strong(paper.device().name()))
                    .and(" · " + paper.precision().label() + " · not measured · ")
                    .and(date(null, sheet.evidence.time()));
        }
        return Text.of("counted only · " + date(null, sheet.evidence.time()));
    }

    static String provider(Measurement measurement) {
        String provider = measurement.provider();
        return provider.startsWith("cuda")
                ? "CUDA" + provider.substring(4)
                : provider.toUpperCase(java.util.Locale.ROOT);
    }

    private static String date(@org.jspecify.annotations.Nullable String measured, String made) {
        String time = measured == null ? made : measured;
        return time.length() >= 10 ? time.substring(0, 10) : time;
    }

    static Text subtitle(Sheet sheet) {
        Architecture architecture = sheet.evidence.structure().architecture();
        Text text = Text.of(kind(architecture));
        String family = architecture.family();
        if (family != null) {
            text = text.and(" · " + family);
        }
        String task = architecture.task();
        if (task != null) {
            text = text.and(" · " + task);
        }
        text =
                text.and(" · ")
                        .and(
                                assay.reports.card.Quantity.counted(
                                        (double) sheet.evidence.analysis().parameters().trainable(),
                                        Unit.COUNT))
                        .and(" parameters · ")
                        .and(flops(sheet));
        Map<String, Long> opsets = sheet.evidence.analysis().model().opsets();
        Long opset = opsets.get("ai.onnx");
        return opset == null ? text : text.and(" · opset " + opset);
    }

    /// FLOPs of one run at batch 1, or at the batch that the model fixes.
    private static Text flops(Sheet sheet) {
        long batch = sheet.evidence.analysis().symbols().fixedBatch().orElse(1L);
        return Sheet.least(sheet.told(batch))
                .and(
                        Sheet.bound(
                                sheet.told(batch).totals().flops(),
                                sheet.evidence.analysis().at(batch),
                                Unit.FLOPS))
                .and(batch == 1 ? " per sample" : " at batch " + batch)
                .and(sizes(sheet.evidence.analysis()));
    }

    /// What the figures of a card are of, besides the batch: ` at sequence 128`; empty where
    /// nothing else is open.
    private static Text sizes(Analysis analysis) {
        Text text = Text.EMPTY;
        for (var size : analysis.sizes().entrySet()) {
            text =
                    text.and(text.isEmpty() ? " at " : ", ")
                            .and(new Span.Name(size.getKey()))
                            .and(" " + Numbers.count(size.getValue()));
        }
        return text;
    }

    /// `cnn` as readers write it.
    static String kind(Architecture architecture) {
        return switch (architecture.type()) {
            case "cnn" -> "CNN";
            case "rnn" -> "RNN";
            case "mlp" -> "MLP";
            default -> architecture.type();
        };
    }
}
