package assay.reports.render;

import assay.reports.card.Bullets;
import assay.reports.card.Card;
import assay.reports.card.CodeBlock;
import assay.reports.card.Drawing;
import assay.reports.card.Facts;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Figure;
import assay.reports.card.Figures;
import assay.reports.card.Finding;
import assay.reports.card.Fold;
import assay.reports.card.Meters;
import assay.reports.card.Meters.Meter;
import assay.reports.card.Paragraph;
import assay.reports.card.Picture;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Section.Place;
import assay.reports.card.Span;
import assay.reports.card.Subsection;
import assay.reports.card.Table;
import assay.reports.card.Table.Column;
import assay.reports.card.Table.Row;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A card of every block with invented numbers.
final class SampleCard {
    private SampleCard() {}

    /// A picture that is the same on every machine.
    static final Picture STILL =
            new Picture() {
                @Override
                public Drawing svg() {
                    return new Drawing.Svg(
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 300\"><rect width=\"600\" height=\"300\" fill=\"var(--chart-grid,#e4e6ea)\"/></svg>");
                }

                @Override
                public Drawing narrowSvg() {
                    return new Drawing.Svg(
                            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 360 300\"><rect width=\"360\" height=\"300\" fill=\"var(--chart-grid,#e4e6ea)\"/></svg>");
                }

                @Override
                public Drawing png() {
                    return new Drawing.Png(new byte[] {1, 2, 3});
                }
            };

    static Card card(String title, String nodeName, Map<String, Picture> pictures) {
        Table main = mainTable();
        return new Card(
                title,
                Text.of("SAMPLE, no real device · CPU, 2 threads · fp32 · 2026-11-22"),
                Text.of("CNN, image classification · ")
                        .and(Quantity.counted(11_689_512, Unit.COUNT))
                        .and(" parameters · ")
                        .and(Quantity.counted(3_637_806_568.0, Unit.FLOPS))
                        .and(" per sample · opset 8"),
                List.of(
                        Text.of(latency())
                                .and(" at batch 1, ")
                                .and(Quantity.measured(0.208, Unit.FRACTION))
                                .and(" of what the device could do: ")
                                .and(
                                        new Span.Term(
                                                "dispatch", "starting kernels, one after another"))
                                .and("-bound. Best throughput ")
                                .and(Quantity.measured(7_550, Unit.PER_SECOND))
                                .and(" at batch 128."),
                        Text.of("The estimate said ")
                                .and(estimate())
                                .and(
                                        ": 92 % of the measured time is explained; copies are the largest part of the rest."),
                        Text.of("Do next: ")
                                .and(new Span.Strong("CUDA graph"))
                                .and(
                                        " (62 % of batch-1 time is dispatch); batch 16 gives 90 % of the best throughput under 3 ms.")),
                List.of(
                        figure(
                                "latency-by-batch",
                                "The estimate is low by a tenth at every batch",
                                pictures),
                        figure(
                                "gap-waterfall",
                                "Dispatch is the largest part of the gap",
                                pictures),
                        figure(
                                "throughput-by-batch",
                                "Beyond batch 16 more brings little",
                                pictures),
                        figure(
                                "memory-by-batch",
                                "Activations outgrow the weights at batch 8",
                                pictures)),
                meters(),
                main,
                sections(nodeName, pictures),
                Text.of("Made by Assay 0.1.0 on 2026-11-22."));
    }

    private static Quantity latency() {
        return Quantity.measured(1.0217e-3, Unit.SECONDS)
                .within(1.0176e-3, 1.0258e-3)
                .over("host to host")
                .from("p50 of 5 forks");
    }

    private static Quantity estimate() {
        return Quantity.estimated(9.403e-4, Unit.SECONDS)
                .within(8e-4, 1.1e-3)
                .over("host to host")
                .from("per-kernel roofline")
                .trusted("modelled");
    }

    private static Meters meters() {
        return new Meters(
                List.of(
                        new Meter(
                                "compute",
                                Quantity.measured(0.208, Unit.FRACTION),
                                Text.EMPTY,
                                "FLOP/s over the peak for fp32"),
                        new Meter(
                                "memory",
                                Quantity.estimated(0.383, Unit.FRACTION),
                                Text.EMPTY,
                                "bytes per second over the memory's peak"),
                        new Meter(
                                "dispatch",
                                Quantity.measured(0.62, Unit.FRACTION),
                                Text.EMPTY,
                                "share of the time spent starting kernels"),
                        new Meter(
                                "device memory",
                                Quantity.measured(0.005, Unit.FRACTION),
                                Text.of(Quantity.measured(4.3e8, Unit.BYTES))
                                        .and(" of ")
                                        .and(Quantity.stated(80.0 * (1L << 30), Unit.BYTES)),
                                ""),
                        new Meter("power", Quantity.unknown("no NVML here"), Text.EMPTY, "")));
    }

    private static Table mainTable() {
        List<Row> rows = new ArrayList<>();
        for (long n = 1; n <= 128; n *= 2) {
            double m = 9e-4 + 1.25e-4 * n;
            double e = 8e-4 + 1.1e-4 * n;
            Row row =
                    Row.of(
                            Quantity.counted(n, Unit.COUNT).inFull(),
                            Quantity.estimated(e, Unit.SECONDS)
                                    .within(e * 0.85, e * 1.2)
                                    .over("host to host"),
                            Quantity.measured(m, Unit.SECONDS)
                                    .within(m * 0.996, m * 1.004)
                                    .over("host to host"),
                            Quantity.measured(m / e, Unit.RATIO),
                            Quantity.measured(n / m, Unit.PER_SECOND),
                            n == 128
                                    ? Quantity.unknown("the telemetry stopped before batch 128")
                                    : Quantity.measured(6e7 + 3.9e6 * n, Unit.BYTES));
            rows.add(n == 16 ? row.mark() : row);
        }
        return new Table(
                "Estimated and measured by batch size",
                List.of(
                        Column.number("Batch"),
                        Column.number("Estimated").hint("host to host"),
                        Column.number("Measured p50").hint("host to host"),
                        Column.number("Measured / estimated"),
                        Column.number("Throughput"),
                        Column.number("Peak memory")),
                rows);
    }

    private static List<Section> sections(String nodeName, Map<String, Picture> pictures) {
        List<Row> layers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            layers.add(
                    Row.of(
                            i == 3
                                    ? new Span.Name(nodeName)
                                    : new Span.Name(
                                            "resnetv15_stage" + i / 10 + "_conv" + i + "_fwd"),
                            new Span.Plain("Conv"),
                            Quantity.counted(231_211_008, Unit.FLOPS),
                            Quantity.estimated(1.2e-5, Unit.SECONDS),
                            Quantity.measured(1.5e-5 + i * 1e-7, Unit.SECONDS)));
        }
        return List.of(
                new Section(
                        "batch-scaling",
                        "Batch scaling",
                        Text.of("Throughput grows ")
                                .and(Quantity.measured(7.73, Unit.RATIO))
                                .and(" from batch 1 to 128; the knee is at 16."),
                        List.of(
                                Figures.stacked(
                                        figure(
                                                "latency-distribution",
                                                "The tail is short",
                                                pictures))),
                        Place.BODY),
                new Section(
                        "reconciliation",
                        "Reconciliation",
                        Text.of("Four named parts explain the gap of 81.4 µs."),
                        List.of(
                                Figures.sideBySide(
                                        figure(
                                                "time-by-operator",
                                                "Convolutions take longer than estimated",
                                                pictures),
                                        figure(
                                                "roofline",
                                                "Most kernels lie under the memory roof",
                                                pictures))),
                        Place.BODY),
                new Section(
                        "complexity",
                        "Complexity and operators",
                        Text.of("20 convolutions hold 99.7 % of the FLOPs."),
                        List.of(
                                Figures.sideBySide(
                                        figure(
                                                "complexity-overview",
                                                "Where the model lies",
                                                pictures),
                                        figure("operator-histogram", "Operators", pictures),
                                        figure("parameter-distribution", "Parameters", pictures),
                                        figure("flops-distribution", "FLOPs", pictures))),
                        Place.BODY),
                new Section(
                        "memory",
                        "Memory",
                        Text.of("Weights are four fifths of the peak at batch 1."),
                        List.of(figure("memory-timeline", "The peak comes early", pictures)),
                        Place.BODY),
                new Section(
                        "findings",
                        "Findings",
                        Text.of("One warning, one note."),
                        List.of(
                                new Finding(
                                        Finding.Severity.WARNING,
                                        "low_occupancy",
                                        Text.of(
                                                        "Three kernels fill less than a tenth of the device: ")
                                                .and(new Span.Name(nodeName))
                                                .and("."),
                                        Text.of("Use a larger batch.")),
                                new Finding(
                                        Finding.Severity.INFO,
                                        "dynamic_input_shapes",
                                        Text.of("Input ")
                                                .and(new Span.Name("data"))
                                                .and(" has a symbolic batch."),
                                        Text.EMPTY)),
                        Place.FRONT),
                new Section(
                        "architecture",
                        "Architecture",
                        Text.of("A residual network."),
                        List.of(
                                Facts.of(
                                        new Fact("Type", "cnn"),
                                        new Fact("Nodes", Quantity.counted(69, Unit.COUNT)),
                                        new Fact(
                                                "Parameters",
                                                Quantity.counted(11_699_112, Unit.COUNT).inFull()),
                                        new Fact(
                                                "Weights",
                                                Text.of(Quantity.counted(46_796_448, Unit.BYTES)),
                                                "fp32"),
                                        new Fact("GPU clock", Quantity.unknown("no NVML here"))),
                                new Subsection(
                                        "Blocks",
                                        List.of(
                                                new Bullets(
                                                        List.of(
                                                                Text.of("ConvBNRelu: 9"),
                                                                Text.of("- ConvBN: 11"),
                                                                Text.of("see ")
                                                                        .and(
                                                                                new Span.Link(
                                                                                        "the operator",
                                                                                        "https://onnx.ai/onnx/operators/onnx__Conv.html"))
                                                                        .and(" and ")
                                                                        .and(
                                                                                new Span.Link(
                                                                                        "nothing",
                                                                                        "javascript:alert(1)"))))))),
                        Place.BODY),
                new Section(
                        "layers",
                        "Layers",
                        Text.of("All 40 layers."),
                        List.of(
                                new Table(
                                        "Layers",
                                        List.of(
                                                Column.name("Node").key("node"),
                                                Column.text("Operator").key("operator"),
                                                Column.number("FLOPs").key("flops"),
                                                Column.number("Estimated").key("estimated_seconds"),
                                                Column.number("Measured").key("measured_seconds")),
                                        layers,
                                        "layers")),
                        Place.BACK),
                new Section(
                        "graph-view",
                        "The graph",
                        Text.of("Four nodes, two of them folded."),
                        List.of(SampleDiagram.of(nodeName)),
                        Place.BODY),
                new Section(
                        "reproduce",
                        "Reproduce",
                        Text.EMPTY,
                        List.of(
                                Paragraph.of("Run:"),
                                new CodeBlock(
                                        "sh",
                                        "scripts/assay card model.onnx --batches 1,2,4\n# ``` <b>&</b>"),
                                new Fold("Environment", List.of(Facts.of(new Fact("JVM", "25"))))),
                        Place.BODY));
    }

    private static Figure figure(String id, String title, Map<String, Picture> pictures) {
        return new Figure(
                id,
                title,
                "Sample of " + id + " | with [brackets]",
                "Invented numbers.",
                pictures.getOrDefault(id, STILL));
    }
}
