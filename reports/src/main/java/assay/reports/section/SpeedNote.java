package assay.reports.section;

import assay.analyzer.device.CpuProfile;
import assay.benchmark.measurement.BatchResult;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.Gap;
import assay.reports.reconcile.MachineSpeed;
import assay.reports.reconcile.Reconciliation.Row;
import java.util.Objects;
import java.util.Optional;

/// What the processor's own speed has to do with the gap between estimate and measurement.
final class SpeedNote {

    /// Share of the estimate from which on the first screen tells it.
    private static final double DECISIVE = 0.05;

    private SpeedNote() {}

    /// A sentence for a batch size whose gap the machine's speed has a large part in.
    static Optional<Text> decisive(Row row) {
        return row.gap()
                .filter(gap -> share(gap) >= DECISIVE)
                .map(gap -> sentence(row, gap, gap.speed().orElseThrow()));
    }

    private static double share(Gap gap) {
        return gap.speed().map(speed -> Math.abs(speed.explained(gap))).orElse(0.0);
    }

    private static Text sentence(Row row, Gap gap, MachineSpeed speed) {
        double explained = speed.explained(gap);
        double difference = gap.ratio() - 1;
        Text text =
                Text.of("While batch ")
                        .and(Sheet.count(row.batch()))
                        .and(" was measured, the machine ran ")
                        .and(explained > 0 ? "slower" : "faster")
                        .and(" than when it was calibrated (a reference product took ")
                        .and(ratio(speed.slowdown().product()))
                        .and(" its time, a chain of small kernels ")
                        .and(ratio(speed.slowdown().chain()))
                        .and(", a large addition ")
                        .and(ratio(speed.slowdown().addition()))
                        .and("). At that speed the estimate would be ")
                        .and(
                                Quantity.estimated(speed.estimate().seconds(), Unit.SECONDS)
                                        .from("the estimate at the speed of the measurement"));
        double part = explained / difference;
        if (part <= 0) {
            return text.and(", which explains none of the difference.");
        }
        if (part >= 1) {
            return text.and(", which explains more than the whole difference.");
        }
        return text.and(": that explains ")
                .and(Quantity.estimated(Math.abs(explained), Unit.FRACTION).from("of the estimate"))
                .and(" of the ")
                .and(
                        Quantity.measured(Math.abs(difference), Unit.FRACTION)
                                .from("measured minus estimated, over estimated"))
                .and(
                        explained > 0
                                ? " that the measurement is above it."
                                : " that it is below it.");
    }

    private static Quantity ratio(double times) {
        return Quantity.measured(times, Unit.RATIO)
                .from("its time beside the measurement, over that in calibration");
    }

    /// The machine's speed batch by batch, or why it is not known; empty for devices that were not
    /// calibrated.
    static Optional<Text> of(Sheet sheet) {
        if (!(Objects.requireNonNull(sheet.evidence.paper()).device() instanceof CpuProfile cpu)
                || !cpu.calibrated()) {
            return Optional.empty();
        }
        Text text = Text.EMPTY;
        for (Row row : sheet.rows) {
            Optional<MachineSpeed> speed = row.gap().flatMap(Gap::speed);
            if (speed.isPresent()) {
                text =
                        (text.isEmpty()
                                        ? Text.of(
                                                "Time of three reference kernels (a product, a chain of small kernels, a large addition) beside the measurement, over their time in calibration (above 1 the machine was slower): ")
                                        : text.and("; "))
                                .and("batch ")
                                .and(Sheet.count(row.batch()))
                                .and(" ")
                                .and(ratio(speed.get().slowdown().product()))
                                .and(", ")
                                .and(ratio(speed.get().slowdown().chain()))
                                .and(", ")
                                .and(ratio(speed.get().slowdown().addition()));
            }
        }
        if (!text.isEmpty()) {
            return Optional.of(
                    text.and(
                            ". The estimates above are those of the calibration; what another speed makes of them is a part of the gap."));
        }
        return Optional.of(
                Text.of(
                        "Whether the machine ran as fast as when it was calibrated is not known: "
                                + whyUnknown(sheet, cpu)));
    }

    private static String whyUnknown(Sheet sheet, CpuProfile cpu) {
        if (cpu.references().isEmpty()) {
            return "its calibration holds no reference times ('assay calibrate' makes one that does).";
        }
        boolean timed =
                sheet.rows.stream()
                        .map(Row::measured)
                        .filter(Objects::nonNull)
                        .flatMap((BatchResult result) -> result.forks().stream())
                        .anyMatch(fork -> !fork.referenceSeconds().isEmpty());
        return timed
                ? "it was calibrated with other counts of threads than it was measured with."
                : "no reference kernels were timed beside the measurement.";
    }
}
