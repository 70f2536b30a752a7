package assay.benchmark.run;

import assay.benchmark.stats.Level;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/// One process's runs, in seconds: their median, and their fastest twentieth.
record Levels(double p50, double p05) {

    static Levels of(SortedSamples samples) {
        double[] seconds =
                Arrays.stream(samples.nanos(), 0, samples.count())
                        .mapToDouble(nanos -> nanos * 1e-9)
                        .toArray();
        return new Levels(Level.TYPICAL.of(seconds), Level.UNDISTURBED.of(seconds));
    }

    static Levels of(Histogram nanos) {
        return new Levels(
                nanos.getValueAtPercentile(50) * 1e-9, nanos.getValueAtPercentile(5) * 1e-9);
    }
}
