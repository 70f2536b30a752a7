package assay.reports.section;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The device that is estimated for; null for what its profile lacks.
///
/// @param figures every number of the profile that the card shows, by name
public record DeviceJson(
        String id,
        String name,
        String confidence,
        @Nullable Double peakFlopsPerSecond,
        @Nullable String peakOf,
        @Nullable Double bytesPerSecond,
        @Nullable Double memoryBytes,
        SortedMap<String, Double> figures) {}
