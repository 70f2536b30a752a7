package assay.reports.section;

import assay.analyzer.device.GpuProfile;
import assay.benchmark.measurement.Measurement;
import assay.reports.card.Meters;
import assay.reports.card.Meters.Meter;
import assay.reports.card.Quantity;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.reconcile.Paper;
import java.util.List;
import java.util.Optional;

/// Shares of the device's limits at the batch in focus.
final class SpeedOfLight {

    private SpeedOfLight() {}

    static Meters of(Sheet sheet) {
        Cells cells = new Cells(sheet, sheet.focus);
        String at = " at batch " + sheet.focus.batch();
        return new Meters(
                List.of(
                        new Meter(
                                "compute",
                                cells.compute(),
                                Text.EMPTY,
                                "FLOP/s over the device's peak"
                                        + sheet.compute.map(p -> " (" + p.label() + ")").orElse("")
                                        + at),
                        new Meter(
                                "memory bandwidth",
                                cells.bandwidthShare(),
                                Text.EMPTY,
                                "bytes of the kernels' operands a second, over the memory's peak"
                                        + at),
                        new Meter(
                                "dispatch",
                                cells.dispatch(),
                                Text.EMPTY,
                                "share of the time in which kernels are started rather than run"
                                        + at),
                        memory(sheet, cells)));
    }

    private static Meter memory(Sheet sheet, Cells cells) {
        Quantity used =
                cells.measuredBytes() == null ? cells.estimatedMemory() : cells.measuredMemory();
        String label = sheet.onGpu() ? "device memory" : "process memory";
        String hint = "in use, at batch " + sheet.focus.batch();
        Optional<Quantity.Known> capacity = capacity(sheet);
        if (used instanceof Quantity.Known && capacity.isPresent()) {
            return new Meter(
                    label,
                    memoryShare(sheet, cells),
                    Text.of(used).and(" of ").and(capacity.get()),
                    hint);
        }
        return used instanceof Quantity.Known
                ? new Meter(
                        label,
                        Quantity.unknown("the device's memory size is not known"),
                        Text.of(used),
                        hint)
                : new Meter(label, used, Text.EMPTY, hint);
    }

    /// Memory in use over the device's memory.
    static Quantity memoryShare(Sheet sheet, Cells cells) {
        boolean measured = cells.measuredBytes() != null;
        Quantity used = measured ? cells.measuredMemory() : cells.estimatedMemory();
        Optional<Quantity.Known> capacity = capacity(sheet);
        if (!(used instanceof Quantity.Known known)) {
            return used;
        }
        if (capacity.isEmpty()) {
            return Quantity.unknown("the device's memory size is not known");
        }
        double share = known.value() / capacity.get().value();
        return measured
                ? Quantity.measured(share, Unit.FRACTION)
                : Quantity.estimated(share, Unit.FRACTION);
    }

    /// Memory of the device that the card is about: of a GPU as its driver reports it, else as its
    /// profile has it; of a CPU that of the machine it was measured in.
    static Optional<Quantity.Known> capacity(Sheet sheet) {
        var detected = sheet.evidence.detected();
        Measurement measurement = sheet.measurement();
        if (!sheet.onGpu()) {
            Long host = measurement == null ? null : measurement.environment().hostMemoryBytes();
            return host == null
                    ? Optional.empty()
                    : Optional.of(
                            Quantity.stated((double) host, Unit.BYTES)
                                    .from("the machine's physical memory"));
        }
        Double reported = detected == null ? null : detected.memoryBytes();
        if (reported != null) {
            return Optional.of(
                    Quantity.stated(reported, Unit.BYTES).from("reported by the driver"));
        }
        Paper paper = sheet.evidence.paper();
        boolean same = measurement == null || sheet.compared();
        return paper != null && same && paper.device() instanceof GpuProfile gpu
                ? Optional.of(
                        Quantity.stated(gpu.memory().bytes(), Unit.BYTES)
                                .from("the device's profile"))
                : Optional.empty();
    }
}
