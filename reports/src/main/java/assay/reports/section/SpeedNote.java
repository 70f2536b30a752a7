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

    /// A sentence for a batch size whose gap the machine's speed explains a large part of; empty
    /// where it explains none.
    static Optional<Text> decisive(Row row) {
        return row.gap()
                .filter(gap -> gap.speed().isPresent())
                .flatMap(gap -> sentence(gap, gap.speed().orElseThrow()));
    }

    private static Optional<Text> sentence(Gap gap, MachineSpeed speed) {
        double explained = speed.explained(gap);
        double difference = gap.ratio() - 1;
        double part = explained / difference;
        if (Math.abs(explained) < DECISIVE || !(part > 0)) {
            return Optional.empty();
        }
        Text text =
                Text.of("While this was measured, the machine ran ")
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
        if (part >= 1) {
            return Optional.of(text.and(", which explains more than the whole difference."));
        }
        return Optional.of(
                text.and(", and the measurement is ")
                        .and(
                                Quantity.measured(
                                                gap.measured() / speed.estimate().seconds(),
                                                Unit.RATIO)
                                        .from("measured, over the estimate at that speed"))
                        .and(" that."));
    }

    private static Quantity ratio(double times) {
        return Quantity.measured(times, Unit.RATIO)
                .from("its time beside the measurement, over that in calibration");
    }

    /// The machine's speed, or why it is not known; empty for devices that were not calibrated.
    static Optional<Text> of(Sheet sheet) {
        if (!(Objects.requireNonNull(sheet.evidence.paper()).device() instanceof CpuProfile cpu)
                || !cpu.calibrated()) {
            return Optional.empty();
        }
        Optional<MachineSpeed> speed =
                sheet.rows.stream()
                        .flatMap(row -> row.gap().stream())
                        .flatMap(gap -> gap.speed().stream())
                        .findFirst();
        if (speed.isPresent()) {
            return Optional.of(
                    Text.of(
                                    "Time of three reference kernels beside the measurement, over their time in calibration (above 1 the machine was slower), the median of a look before each process: a product ")
                            .and(ratio(speed.get().slowdown().product()))
                            .and(", a chain of small kernels ")
                            .and(ratio(speed.get().slowdown().chain()))
                            .and(", a large addition ")
                            .and(ratio(speed.get().slowdown().addition()))
                            .and(
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
        long looks =
                sheet.rows.stream()
                        .map(Row::measured)
                        .filter(Objects::nonNull)
                        .flatMap((BatchResult result) -> result.forks().stream())
                        .filter(fork -> !fork.referenceSeconds().isEmpty())
                        .count();
        if (looks == 0) {
            return "no reference kernels were timed beside the measurement.";
        }
        return looks < MachineSpeed.FEWEST_LOOKS
                ? "its reference kernels were timed fewer than "
                        + MachineSpeed.FEWEST_LOOKS
                        + " times beside the measurement (a larger --budget runs more processes)."
                : "it was calibrated with other counts of threads than it was measured with.";
    }
}
