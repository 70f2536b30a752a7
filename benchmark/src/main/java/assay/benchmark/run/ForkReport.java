package assay.benchmark.run;

import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.session.InterfaceCost;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one measuring process found, apart from its raw samples: they lie beside it in
/// [SampleFile], histogram included for the runs that are not kept raw.
///
/// @param placement nodes by provider as the session assigned them
/// @param slowRuns runs that took far longer than the others
/// @param interfaceCost null while it has not been measured, or where there was no time for it
/// @param resident the device-resident span; null while it has not been timed
record ForkReport(
        long runs,
        List<Double> windowP50Seconds,
        FirstRuns firstRuns,
        String histogram,
        @Nullable Long peakResidentBytes,
        @Nullable Long baselineResidentBytes,
        @Nullable Double allocatedBytesPerRun,
        long collections,
        @Nullable Double foreignShare,
        @Nullable Double stolenShare,
        @Nullable Double harnessShare,
        MemoryReport memory,
        SortedMap<String, Integer> placement,
        SlowRuns slowRuns,
        @Nullable InterfaceCost interfaceCost,
        @Nullable ResidentReport resident) {

    static final String FILE = "report.json";

    ForkReport with(@Nullable InterfaceCost cost, ResidentReport timed) {
        return new ForkReport(
                runs,
                windowP50Seconds,
                firstRuns,
                histogram,
                peakResidentBytes,
                baselineResidentBytes,
                allocatedBytesPerRun,
                collections,
                foreignShare,
                stolenShare,
                harnessShare,
                memory,
                placement,
                slowRuns,
                cost,
                timed);
    }

    /// Wall time that was spent on the device-resident span.
    double residentSeconds() {
        return resident == null ? 0 : resident.seconds();
    }

    ForkReport {
        windowP50Seconds = List.copyOf(windowP50Seconds);
        placement = new TreeMap<>(placement);
    }
}
