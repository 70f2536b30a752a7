package assay.benchmark.stats;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// A point of a latency distribution.
///
/// @param percent of the samples that are not above `seconds`; below 100
/// @param seconds to the three digits that the histogram keeps
public record Quantile(double percent, double seconds) {

    /// Points for each halving of the tail; more would not be seen.
    private static final int PER_HALF = 3;

    /// The distribution in a result file's `histogram`, from the fastest sample to the slowest but
    /// one: the share above the slowest is not known. Empty where the text is no histogram.
    ///
    /// @param histogram HdrHistogram V2 of nanoseconds, compressed, base64
    public static List<Quantile> of(String histogram) {
        Histogram decoded;
        try {
            decoded =
                    Histogram.decodeFromCompressedByteBuffer(
                            ByteBuffer.wrap(Base64.getDecoder().decode(histogram)), 0);
        } catch (DataFormatException | RuntimeException e) {
            return List.of();
        }
        if (decoded.getTotalCount() == 0) {
            return List.of();
        }
        List<Quantile> points = new ArrayList<>();
        points.add(new Quantile(0, decoded.getMinNonZeroValue() * 1e-9));
        for (HistogramIterationValue value : decoded.percentiles(PER_HALF)) {
            double percent = value.getPercentileLevelIteratedTo();
            double above = (1 - percent / 100) * decoded.getTotalCount();
            if (percent > 0 && above >= 1) {
                points.add(new Quantile(percent, value.getValueIteratedTo() * 1e-9));
            }
        }
        return points;
    }
}
