package assay.reports.section;

import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Warning;
import assay.reports.card.Facts.Fact;
import assay.reports.card.Quantity;
import assay.reports.reconcile.Paper;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parts of [CardJson] on the device and on how it was measured.
final class DeviceParts {

    private DeviceParts() {}

    static @Nullable DeviceJson device(Sheet sheet) {
        Paper paper = sheet.evidence.paper();
        if (paper == null) {
            return null;
        }
        SortedMap<String, Double> figures = new TreeMap<>();
        for (Fact fact : Specifications.of(sheet, paper).facts()) {
            for (var span : fact.value().spans()) {
                if (span instanceof Quantity.Known known) {
                    figures.put(fact.name(), known.value());
                }
            }
        }
        return new DeviceJson(
                paper.device().id(),
                paper.device().name(),
                paper.device().provenance().confidence().word(),
                sheet.compute.map(Peak::perSecond).orElse(null),
                sheet.compute.map(Peak::label).orElse(null),
                sheet.bandwidth.map(Peak::perSecond).orElse(null),
                SpeedOfLight.capacity(sheet).map(Quantity.Known::value).orElse(null),
                figures);
    }

    static @Nullable MeasurementJson measurement(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        if (measurement == null) {
            return null;
        }
        var environment = measurement.environment();
        var method = measurement.method();
        return new MeasurementJson(
                measurement.model().sha256(),
                measurement.device(),
                measurement.provider(),
                measurement.precision(),
                measurement.span(),
                environment.cpu(),
                environment.gpu(),
                environment.driver(),
                environment.os(),
                environment.hostMemoryBytes(),
                environment.runtime(),
                environment.jvm(),
                environment.time(),
                environment.libraries(),
                environment.deviceState(),
                measurement.options(),
                method.budget(),
                method.budgetSeconds(),
                method.usedSeconds(),
                method.rounds(),
                method.seed(),
                method.intervalTarget(),
                method.warmupTolerance(),
                method.stopped(),
                measurement.batches().size(),
                Trust.valid(measurement),
                measurement.warnings().stream().map(Warning::message).toList());
    }
}
