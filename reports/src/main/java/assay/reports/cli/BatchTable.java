package assay.reports.cli;

import assay.analyzer.estimate.BatchFit;
import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.MemoryNeed;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Paper;
import assay.reports.section.Scaling;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What batch sizes cost and bring on one device, on paper.
///
/// @param limit seconds that a run may take, where there is a limit
record BatchTable(Paper paper, OptionalDouble limit) {

    void print(PrintWriter out) {
        out.println("  estimate for " + Printable.clip(paper.device().name(), 80));
        for (BatchEstimate each : paper.batches()) {
            Optional<MemoryNeed> memory = MemoryNeed.of(each.workload(), paper.device());
            if (each.latency().bound() == Bound.UNKNOWN) {
                out.printf(
                        "    batch %-6d unknown: %s%n",
                        each.batch(),
                        each.latency().known()
                                ? "no kernel of it takes time"
                                : Printable.clip(each.latency().whyUnknown(), 200));
                continue;
            }
            out.printf(
                    "    batch %-6d %s (%s to %s), %s, %s of memory%n",
                    each.batch(),
                    seconds(each.latency().seconds()),
                    seconds(each.latency().low()),
                    seconds(each.latency().high()),
                    Numbers.text(each.throughput(), Unit.PER_SECOND),
                    memory.map(need -> Numbers.text(need.bytes(), Unit.BYTES))
                            .orElse("an unknown amount"));
        }
        memoryOfFirst(out);
        fit(out);
        Scaling scaling = scaling();
        scaling.knee()
                .ifPresent(p ->
                        out.println(
                                "    knee             batch "
                                        + p.batch()
                                        + ", the smallest with 95 % of the best throughput"));
        limit.ifPresent(seconds -> out.println(within(scaling, seconds)));
        out.println();
    }

    private static String within(Scaling scaling, double seconds) {
        String name = "    within " + seconds(seconds);
        return scaling.bestWithin(seconds)
                .map(p ->
                        String.format(
                                Locale.ROOT,
                                "%-20s batch %d: %s at %s",
                                name,
                                p.batch(),
                                Numbers.text(p.throughput(), Unit.PER_SECOND),
                                seconds(p.latency())))
                .orElse(String.format(Locale.ROOT, "%-20s no batch size asked for", name));
    }

    /// The parts of the memory, in the words of what each rests on.
    private void memoryOfFirst(PrintWriter out) {
        BatchEstimate last = paper.batches().getLast();
        MemoryNeed.of(last.workload(), paper.device())
                .ifPresent(need -> {
                    out.println("    memory at batch " + last.batch());
                    for (MemoryNeed.Part part : need.parts()) {
                        out.printf(
                                "      %-12s %-9s %s: %s%n",
                                part.name(),
                                Numbers.text(part.bytes(), Unit.BYTES),
                                part.basis().name().toLowerCase(Locale.ROOT),
                                part.why());
                    }
                });
    }

    private void fit(PrintWriter out) {
        BatchFit fit = BatchFit.of(paper.analysis(), paper.device());
        out.println(
                "    largest batch    "
                        + (fit.largest().isPresent()
                                ? fit.largest().getAsLong() + " (" + fit.why() + ")"
                                : "unknown: " + fit.why()));
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("profile", paper.device().id());
        node.put("precision", paper.precision().label());
        Scaling scaling = scaling();
        batch(node, "knee", scaling.knee());
        batch(node, "best", scaling.best());
        limit.ifPresent(seconds -> {
            node.put("latencyLimitSeconds", seconds);
            batch(node, "bestWithinLimit", scaling.bestWithin(seconds));
        });
        BatchFit fit = BatchFit.of(paper.analysis(), paper.device());
        fit.largest()
                .ifPresentOrElse(
                        batch -> node.put("largestBatch", batch),
                        () -> node.putNull("largestBatch"));
        node.put("largestBatchWhy", fit.why());
        return node;
    }

    private static void batch(ObjectNode node, String key, Optional<Scaling.Point> point) {
        point.ifPresentOrElse(p -> node.put(key, p.batch()), () -> node.putNull(key));
    }

    private Scaling scaling() {
        List<Scaling.Point> points =
                paper.batches().stream()
                        .filter(b -> b.latency().bound() != Bound.UNKNOWN)
                        .map(b ->
                                new Scaling.Point(b.batch(), b.latency().seconds(), b.throughput()))
                        .toList();
        return new Scaling(points);
    }

    private static String seconds(double seconds) {
        return Numbers.text(seconds, Unit.SECONDS);
    }
}
