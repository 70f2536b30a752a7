package assay.benchmark.run;

import assay.benchmark.measurement.Latency;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// HdrHistograms of nanoseconds, three significant digits, as text.
final class Histograms {

    private static final int DIGITS = 3;

    private Histograms() {}

    static Histogram empty() {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /// V2 encoding, compressed, base64.
    static String encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /// Percentiles of `histogram`, which holds at least one run, to its three digits.
    static Latency latency(Histogram histogram) {
        return new Latency(
                histogram.getMinNonZeroValue() * 1e-9,
                histogram.getValueAtPercentile(50) * 1e-9,
                histogram.getValueAtPercentile(90) * 1e-9,
                histogram.getValueAtPercentile(95) * 1e-9,
                histogram.getValueAtPercentile(99) * 1e-9,
                histogram.getValueAtPercentile(99.9) * 1e-9,
                histogram.getMaxValue() * 1e-9,
                histogram.getMean() * 1e-9);
    }

    /// The histogram of [#encode]'s text.
    ///
    /// @throws IllegalArgumentException if it is not one
    static Histogram decode(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram: " + e.getMessage(), e);
        }
    }
}
