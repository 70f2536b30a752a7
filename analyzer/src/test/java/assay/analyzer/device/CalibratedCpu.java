package assay.analyzer.device;

import assay.analyzer.device.CpuProfile.Cache;
import assay.analyzer.device.CpuProfile.RatePoint;
import assay.analyzer.device.CpuProfile.ReferenceTime;
import assay.analyzer.device.CpuProfile.StreamPoint;
import java.util.List;
import java.util.Map;

/// A processor of two cores of which nothing is known but what a calibration found, for tests.
public final class CalibratedCpu {

    private CalibratedCpu() {}

    /// Without caches and reference times.
    public static CpuProfile of(
            List<RatePoint> rates,
            List<StreamPoint> streams,
            double nodeSeconds,
            double runSeconds) {
        return of(List.of(), rates, streams, nodeSeconds, runSeconds, List.of());
    }

    static CpuProfile of(
            List<Cache> caches,
            List<RatePoint> rates,
            List<StreamPoint> streams,
            double nodeSeconds,
            double runSeconds,
            List<ReferenceTime> references) {
        return new CpuProfile(
                "cpu",
                "CPU",
                List.of(),
                "",
                "",
                2,
                2,
                null,
                null,
                null,
                null,
                caches,
                rates,
                streams,
                nodeSeconds,
                runSeconds,
                references,
                0.05,
                new Provenance(Map.of(), List.of(), Provenance.Confidence.MEASURED, Map.of()));
    }
}
