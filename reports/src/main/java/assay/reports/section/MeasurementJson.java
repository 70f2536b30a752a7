package assay.reports.section;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Where and how was measured.
public record MeasurementJson(
        String sha256,
        String device,
        String provider,
        String precision,
        String span,
        @Nullable String cpu,
        @Nullable String gpu,
        @Nullable String driver,
        @Nullable String os,
        @Nullable Long hostMemoryBytes,
        @Nullable String runtime,
        @Nullable String jvm,
        @Nullable String time,
        SortedMap<String, String> libraries,
        SortedMap<String, String> deviceState,
        SortedMap<String, String> options,
        String budget,
        double budgetSeconds,
        double usedSeconds,
        int rounds,
        long seed,
        double intervalTarget,
        double warmupTolerance,
        String stopped,
        int batches,
        int validBatches,
        List<String> warnings) {}
