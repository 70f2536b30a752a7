package assay.benchmark.run;

import assay.benchmark.measurement.FirstRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one measuring process found, apart from its raw samples: they lie beside it in
/// [SampleFile], histogram included for the runs that are not kept raw.
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
        @Nullable Double stolenShare) {

    static final String FILE = "report.json";

    ForkReport {
        windowP50Seconds = List.copyOf(windowP50Seconds);
    }
}
