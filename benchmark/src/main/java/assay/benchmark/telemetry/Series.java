package assay.benchmark.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One quantity of the samples of a timeline, known points only.
final class Series {
    private final long[] times;
    private final double[] values;
    private final String why;

    private Series(long[] times, double[] values, String why) {
        this.times = times;
        this.values = values;
        this.why = why;
    }

    /// @param quantity reads it out of a sample
    static Series of(List<Sample> samples, Function<Sample, Reading<Double>> quantity) {
        var times = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        String why = "nothing was sampled";
        for (var sample : samples) {
            switch (quantity.apply(sample)) {
                case Reading.Known<Double>(Double value) -> {
                    times.add(sample.epochNanos());
                    values.add(value);
                }
                case Reading.Missing<Double>(String reason) -> why = reason;
            }
        }
        return new Series(
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                why);
    }

    /// Smallest, mean and largest of the points inside the window, both ends included.
    Reading<Spread> spread(long from, long to) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] >= from && times[i] <= to) {
                sum += values[i];
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
                count++;
            }
        }
        return count == 0
                ? Reading.missing(times.length == 0 ? why : "no sample fell into the window")
                : Reading.known(new Spread(min, sum / count, max, count));
    }

    /// The movement of a counter between two moments, each interpolated between the samples around
    /// it.
    ///
    /// @return missing where the samples do not surround the window or the counter went backwards
    Reading<Difference> difference(long from, long to) {
        if (times.length < 2) {
            return Reading.missing(times.length == 0 ? why : "only one sample was taken");
        }
        if (from >= to || from < times[0] || to > times[times.length - 1]) {
            return Reading.missing("the samples do not surround the window");
        }
        int first = intervalWith(from);
        int last = intervalWith(to);
        double step = 0;
        for (int i = first; i <= last; i++) {
            double moved = values[i + 1] - values[i];
            if (moved < 0) {
                return Reading.missing("the counter was reset in the window");
            }
            step = Math.max(step, moved);
        }
        return Reading.known(new Difference(at(last, to) - at(first, from), step));
    }

    /// The index of the sample that begins the interval holding `time`.
    private int intervalWith(long time) {
        int i = 0;
        while (i < times.length - 2 && times[i + 1] < time) {
            i++;
        }
        return i;
    }

    private double at(int i, long time) {
        double share = (double) (time - times[i]) / (times[i + 1] - times[i]);
        return values[i] + share * (values[i + 1] - values[i]);
    }
}
