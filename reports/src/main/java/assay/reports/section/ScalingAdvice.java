package assay.reports.section;

import assay.benchmark.measurement.BatchResult;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.BatchEstimate;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to do about the batch size, in words. Each sentence follows from a rule and holds the
/// numbers that it rests on:
///
/// - **gain**: throughput of the knee over that of the smallest batch; below [#LITTLE], batching is
///   not worth its latency.
/// - **price**: latency of the knee over that of the smallest batch.
/// - **beyond**: what the best batch gives over the knee, where they differ.
/// - **fall**: the largest batch, where its throughput is below [Scaling#KNEE] of the best.
/// - **bound**: batch sizes at which the estimate's bound changes.
/// - **limit**: the smallest batch that ran out of memory.
/// - **energy**: the batch with the least energy a sample, where energy was measured.
/// - **doubt**: the estimate's knee, where it is another than the measured one.
final class ScalingAdvice {

    /// A gain in throughput below this is little.
    static final double LITTLE = 1.1;

    private final Sheet sheet;
    private final boolean measured;
    private final Scaling side;
    private final List<Text> lines = new ArrayList<>();

    private ScalingAdvice(Sheet sheet) {
        this.sheet = sheet;
        this.measured = !sheet.measured.points().isEmpty();
        this.side = measured ? sheet.measured : sheet.estimated;
    }

    /// The advice; empty where there is one batch size or none.
    static List<Text> of(Sheet sheet) {
        ScalingAdvice advice = new ScalingAdvice(sheet);
        Optional<Scaling.Point> knee = advice.side.knee();
        if (knee.isPresent()) {
            advice.gain(knee.get());
            advice.beyond(knee.get());
            advice.fall();
        }
        advice.bounds();
        advice.limit();
        advice.energy();
        advice.doubt();
        return advice.lines;
    }

    private void gain(Scaling.Point knee) {
        Scaling.Point first = side.points().getFirst();
        if (knee.batch() == first.batch()) {
            lines.add(
                    Text.of("Batching brings little: batch ")
                            .and(Sheet.count(first.batch()))
                            .and(" has ")
                            .and(ratio(first.throughput() / best().throughput(), Unit.FRACTION))
                            .and(" of the best throughput already. Keep it for its latency of ")
                            .and(latency(first))
                            .and("."));
            return;
        }
        double gain = knee.throughput() / first.throughput();
        Text price =
                Text.of(" the throughput of batch ")
                        .and(Sheet.count(first.batch()))
                        .and(" for ")
                        .and(ratio(knee.latency() / first.latency(), Unit.RATIO))
                        .and(" its latency (")
                        .and(latency(knee))
                        .and(" instead of ")
                        .and(latency(first))
                        .and(")");
        Text offer = Text.of("batch ").and(Sheet.count(knee.batch())).and(" gives ");
        lines.add(
                gain < LITTLE
                        ? Text.of("Batching brings little: ")
                                .and(offer)
                                .and(ratio(gain, Unit.RATIO))
                                .and(price)
                                .and(". Keep batch ")
                                .and(Sheet.count(first.batch()))
                                .and(" unless nobody waits for an answer.")
                        : Text.of("For throughput take batch ")
                                .and(Sheet.count(knee.batch()))
                                .and(
                                        knee.latency() > first.latency()
                                                ? Text.of(", for latency batch ")
                                                        .and(Sheet.count(first.batch()))
                                                : Text.of(", which was no slower here"))
                                .and(": ")
                                .and(offer)
                                .and(ratio(gain, Unit.RATIO))
                                .and(price)
                                .and("."));
    }

    private void beyond(Scaling.Point knee) {
        Scaling.Point best = best();
        if (best.batch() == knee.batch()) {
            return;
        }
        lines.add(
                Text.of("Beyond the knee the best batch, ")
                        .and(Sheet.count(best.batch()))
                        .and(", adds ")
                        .and(ratio(best.throughput() / knee.throughput() - 1, Unit.FRACTION))
                        .and(" of throughput and takes ")
                        .and(ratio(best.latency() / knee.latency(), Unit.RATIO))
                        .and(" the latency."));
    }

    private void fall() {
        Scaling.Point last = side.points().getLast();
        double share = last.throughput() / best().throughput();
        if (share < Scaling.KNEE) {
            lines.add(
                    Text.of("Throughput falls at the end: batch ")
                            .and(Sheet.count(last.batch()))
                            .and(" has ")
                            .and(ratio(share, Unit.FRACTION))
                            .and(" of the best."));
        }
    }

    /// Runs of batch sizes with one bound, by the estimate.
    private void bounds() {
        TimeParts.Largest before = null;
        Text text = Text.of("By the estimate the model is ");
        int runs = 0;
        long first = 0;
        long last = 0;
        for (Row row : sheet.rows) {
            BatchEstimate estimate = Sheet.estimate(row);
            if (estimate == null) {
                continue;
            }
            TimeParts.Largest bound = TimeParts.largest(estimate.latency());
            if (bound != before) {
                text =
                        (runs == 0 ? text : text.and(to(first, last)).and(", "))
                                .and(bound.term())
                                .and(" at batch ")
                                .and(Sheet.count(row.batch()));
                first = row.batch();
                runs++;
            }
            before = bound;
            last = row.batch();
        }
        if (runs == 1 && before != null) {
            lines.add(
                    Text.of("By the estimate the model is ")
                            .and(before.term())
                            .and(" at every batch size here."));
        } else if (runs > 1) {
            lines.add(text.and(to(first, last)).and("."));
        }
    }

    private static Text to(long first, long last) {
        return first == last ? Text.EMPTY : Text.of(" to ").and(Sheet.count(last));
    }

    private void limit() {
        Row full = null;
        Row ran = null;
        for (Row row : sheet.rows) {
            BatchResult result = row.measured();
            boolean without =
                    result != null
                            && result.verdict()
                                    == assay.benchmark.measurement.Verdict.OUT_OF_MEMORY;
            if (without && full == null) {
                full = row;
            }
            if (row.p50().isPresent()) {
                ran = row;
            }
        }
        if (full != null) {
            Text text =
                    Text.of("Memory ends at batch ")
                            .and(Sheet.count(full.batch()))
                            .and(": it ran out");
            lines.add(
                    ran == null
                            ? text.and(".")
                            : text.and("; the largest that ran is ")
                                    .and(Sheet.count(ran.batch()))
                                    .and(", with ")
                                    .and(new Cells(sheet, ran).measuredMemory())
                                    .and("."));
        }
    }

    private void energy() {
        Row least = null;
        double fewest = Double.POSITIVE_INFINITY;
        int known = 0;
        for (Row row : sheet.rows) {
            Double joules = row.measured() == null ? null : row.measured().energyJoules();
            known += joules == null ? 0 : 1;
            if (joules != null && joules / row.batch() < fewest) {
                fewest = joules / row.batch();
                least = row;
            }
        }
        if (least != null) {
            lines.add(
                    Text.of("Energy: batch ")
                            .and(Sheet.count(least.batch()))
                            .and(known == 1 ? " takes " : " takes the least, ")
                            .and(Quantity.measured(fewest, Unit.JOULES))
                            .and(" a sample."));
        }
    }

    private void doubt() {
        Optional<Scaling.Point> seen = sheet.measured.knee();
        Optional<Scaling.Point> said = sheet.estimated.knee();
        if (seen.isPresent()
                && said.isPresent()
                && sheet.compared()
                && seen.get().batch() != said.get().batch()) {
            lines.add(
                    Text.of("The estimate puts the knee at batch ")
                            .and(Sheet.count(said.get().batch()))
                            .and(", the measurement at ")
                            .and(Sheet.count(seen.get().batch()))
                            .and("."));
        }
    }

    private Scaling.Point best() {
        return side.best().orElseThrow();
    }

    private Quantity latency(Scaling.Point point) {
        Cells cells = new Cells(sheet, sheet.row(point.batch()));
        return measured ? cells.measured() : cells.estimated();
    }

    private Quantity.Known ratio(double value, Unit unit) {
        Quantity.Known known =
                measured ? Quantity.measured(value, unit) : Quantity.estimated(value, unit);
        return known.from("from the figures of the two batch sizes");
    }
}
