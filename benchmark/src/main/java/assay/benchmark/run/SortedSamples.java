package assay.benchmark.run;

import java.util.ArrayList;
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

    /// At most `most` of them in seconds, ascending: those in the middle of as many equal parts.
    List<Double> quantileSeconds(int most) {
        int kept = Math.min(most, nanos.length);
        List<Double> quantiles = new ArrayList<>(kept);
        for (int i = 0; i < kept; i++) {
            quantiles.add(nanos[(int) ((i + 0.5) * nanos.length / kept)] * 1e-9);
        }
        return quantiles;
    }

    int count() {
        return nanos.length;
    }
}
