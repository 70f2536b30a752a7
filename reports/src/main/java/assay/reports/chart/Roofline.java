package assay.reports.chart;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Scale;
import assay.reports.card.Unit;
import java.awt.Dimension;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/// FLOP/s over arithmetic intensity, log-log: the device's roofs and the model's kernels, each as
/// large as its share of the time.
///
/// @param roofs each compute peak under the bandwidth's slope, highest last
/// @param bandwidth of the device's memory, in bytes per second
/// @param kernels where they lie
public record Roofline(List<Roof> roofs, double bandwidth, List<Kernel> kernels) implements Chart {

    /// A compute peak.
    ///
    /// @param label "fp32", "fp16 tensor cores"
    /// @param flopsPerSecond the peak
    public record Roof(String label, double flopsPerSecond) {}

    /// A kernel in the plane.
    ///
    /// @param label the node's or kernel's name, raw
    /// @param intensity FLOPs per byte moved
    /// @param flopsPerSecond achieved
    /// @param seconds its time in one inference: the size of its mark
    /// @param measured whether `seconds` was measured (filled) or estimated (hollow)
    public record Kernel(
            String label,
            double intensity,
            double flopsPerSecond,
            double seconds,
            boolean measured) {}

    @Override
    public Dimension size() {
        return Canvas.SQUARE;
    }

    private static final double LARGEST = 22;

    /// Of the plot and of a letter, in pixels, to place words by.
    private static final double WIDTH = 540;

    private static final double HEIGHT = 350;
    private static final double LETTER = 7;

    /// Points of the slope that no name is to lie on.
    private static final int POINTS = 60;

    private static final int NAMED = 6;

    /// Beyond these the shortest are left out: they could not be told apart, and make a page heavy.
    private static final int MOST = 400;

    private static final int ROOF_LENGTH = 44;

    @Override
    public @Nullable JFreeChart chart() {
        List<Kernel> drawn =
                kernels.stream()
                        .filter(k -> k.intensity() > 0 && k.flopsPerSecond() > 0 && k.seconds() > 0)
                        .sorted(Comparator.comparingDouble(Kernel::seconds).reversed())
                        .limit(MOST)
                        .toList();
        if (drawn.isEmpty() || roofs.isEmpty() || bandwidth <= 0) {
            return null;
        }
        double peak = roofs.stream().mapToDouble(Roof::flopsPerSecond).max().orElseThrow();
        double least = drawn.stream().mapToDouble(Kernel::flopsPerSecond).min().orElseThrow();
        double highest = drawn.stream().mapToDouble(Kernel::flopsPerSecond).max().orElseThrow();
        double left =
                Math.min(drawn.stream().mapToDouble(Kernel::intensity).min().orElseThrow(), 1)
                        / 1.6;
        double right =
                4
                        * Math.max(
                                drawn.stream().mapToDouble(Kernel::intensity).max().orElseThrow(),
                                peak / bandwidth);
        Scale scale = Scale.of(peak, Unit.FLOPS_PER_SECOND);
        double factor = scale.factor().doubleValue();
        double floor = Math.max(least, peak / 1e7);
        // room for the words above the highest roof
        double top =
                Math.max(peak, highest) * Math.pow(Math.max(peak, highest) / floor, 0.07) * 1.2;
        Ticks x = Ticks.log(left, right, v -> Numbers.tick(v, 1));
        Ticks y =
                Ticks.log(
                        // room for the lowest disc, whose radius is a share of the height
                        floor / Math.pow(top / floor, LARGEST / HEIGHT),
                        top,
                        v -> Numbers.tick(v, factor));
        XYPlot plot =
                ChartStyle.plot(
                        new LogTicks("arithmetic intensity, FLOPs per byte (log)", x),
                        new LogTicks(null, y));
        Shapes shapes = new Shapes();
        Labels labels = new Labels();
        roofs(shapes, labels, x, y);
        kernels(drawn, shapes, labels);
        plot.addAnnotation(shapes);
        plot.addAnnotation(labels);
        String kind =
                drawn.stream().allMatch(Kernel::measured)
                        ? "filled: measured"
                        : drawn.stream().noneMatch(Kernel::measured)
                                ? "hollow: estimated"
                                : "filled: measured, hollow: estimated";
        return ChartStyle.chart(
                plot,
                "achieved "
                        + scale.symbol()
                        + " (log); area = share of the time, "
                        + kind
                        + (kernels.size() > MOST
                                ? "; the " + MOST + " longest of " + Numbers.count(kernels.size())
                                : ""));
    }

    private void roofs(Shapes shapes, Labels labels, Ticks x, Ticks y) {
        double peak = 0;
        for (Roof roof : roofs) {
            double ridge = roof.flopsPerSecond() / bandwidth;
            shapes.line(
                    Math.max(ridge, x.low()),
                    roof.flopsPerSecond(),
                    x.high(),
                    roof.flopsPerSecond(),
                    Ink.TEXT,
                    ChartStyle.THIN);
            // left of the ridge the roof does not hold, and no kernel can lie there
            shapes.line(
                    x.low(),
                    roof.flopsPerSecond(),
                    Math.max(ridge, x.low()),
                    roof.flopsPerSecond(),
                    Ink.MUTED,
                    ChartStyle.DASHED);
            labels.at(
                    x.low(),
                    roof.flopsPerSecond(),
                    4,
                    -3,
                    TextAnchor.BOTTOM_LEFT,
                    Printable.clip(roof.label(), ROOF_LENGTH)
                            + " "
                            + Numbers.text(roof.flopsPerSecond(), Unit.FLOPS_PER_SECOND),
                    Ink.TEXT);
            peak = Math.max(peak, roof.flopsPerSecond());
        }
        double start = Math.max(x.low(), y.low() / bandwidth);
        shapes.line(start, start * bandwidth, peak / bandwidth, peak, Ink.TEXT, ChartStyle.THIN);
        for (int i = 0; i <= POINTS; i++) {
            double at = start * Math.pow(peak / bandwidth / start, (double) i / POINTS);
            labels.avoidDisc(at, at * bandwidth, 3);
        }
        String words = "memory " + Numbers.text(bandwidth, Unit.BYTES_PER_SECOND);
        double room = (8 + LETTER * words.length()) / WIDTH;
        double left = x.low() * Math.pow(x.high() / x.low(), room);
        double middle =
                Math.min(Math.max(left, Math.sqrt(start * peak / bandwidth)), peak / bandwidth);
        labels.at(middle, middle * bandwidth, -8, -2, TextAnchor.BOTTOM_RIGHT, words, Ink.TEXT);
    }

    private static void kernels(List<Kernel> drawn, Shapes shapes, Labels labels) {
        double longest = drawn.getFirst().seconds();
        for (Kernel kernel : drawn) {
            double radius = Math.max(2.5, LARGEST * Math.sqrt(kernel.seconds() / longest));
            labels.avoidDisc(kernel.intensity(), kernel.flopsPerSecond(), radius);
            if (kernel.measured()) {
                shapes.disc(
                        kernel.intensity(),
                        kernel.flopsPerSecond(),
                        radius,
                        Ink.MEASURED,
                        Ink.SURFACE);
            } else {
                shapes.disc(
                        kernel.intensity(),
                        kernel.flopsPerSecond(),
                        radius,
                        Ink.ESTIMATED_SOFT,
                        Ink.ESTIMATED);
            }
        }
        for (Kernel kernel : drawn.subList(0, Math.min(NAMED, drawn.size()))) {
            double radius = Math.max(2.5, LARGEST * Math.sqrt(kernel.seconds() / longest));
            labels.besideDisc(
                    kernel.intensity(),
                    kernel.flopsPerSecond(),
                    radius,
                    Printable.clip(kernel.label(), ChartStyle.LABEL_LENGTH),
                    Ink.TEXT);
        }
    }
}
