package assay.benchmark.run;

import java.util.Arrays;
import java.util.List;

/// Samples in nanoseconds, ascending.
final class SortedSamples {

    private final long[] nanos;

    private SortedSamples(long[] nanos) {
        this.nanos = nanos;
    }

    static SortedSamples of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new SortedSamples(sorted);
    }

    static SortedSamples merged(List<SortedSamples> parts) {
        return of(parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos)).toArray());
    }

    /// The samples themselves; not to be written to.
    long[] nanos() {
        return nanos;
    }

    int count() {
        return nanos.length;
    }
}
