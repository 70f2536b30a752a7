package assay.analyzer.estimate;

import assay.analyzer.device.CpuProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Measured rates of a CPU, read between and beyond the points where they were measured.
final class CpuRates {
    private CpuRates() {}

    /// FLOP/s of `family` for a kernel of `flops`, straight in log-log between the nearest sizes
    /// and flat beyond them; nothing where the family was not measured.
    static OptionalDouble rate(
            List<CpuProfile.RatePoint> points,
            CpuProfile.Family family,
            int threads,
            double flops) {
        List<Point> line = new ArrayList<>();
        int measured =
                nearestThreads(
                        points.stream()
                                .filter(p -> p.family() == family)
                                .map(CpuProfile.RatePoint::threads)
                                .toList(),
                        threads);
        for (CpuProfile.RatePoint p : points) {
            if (p.family() == family && p.threads() == measured) {
                line.add(new Point(p.flops(), p.flopsPerSecond()));
            }
        }
        return at(line, flops);
    }

    /// Bytes a second of a working set of `bytes`.
    static OptionalDouble stream(List<CpuProfile.StreamPoint> points, int threads, double bytes) {
        List<Point> line = new ArrayList<>();
        int measured =
                nearestThreads(
                        points.stream().map(CpuProfile.StreamPoint::threads).toList(), threads);
        for (CpuProfile.StreamPoint p : points) {
            if (p.threads() == measured) {
                line.add(new Point(p.bytes(), p.bytesPerSecond()));
            }
        }
        return at(line, bytes);
    }

    /// Peak FP32 rate at base clock from the data sheet; infinite numbers are never made up: the
    /// reader demands them.
    static double peak(CpuProfile cpu, int threads) {
        double clock = java.util.Objects.requireNonNull(cpu.baseClock());
        double flops = java.util.Objects.requireNonNull(cpu.flopsPerCoreClock());
        return Math.min(threads, cpu.cores()) * clock * flops;
    }

    private record Point(double x, double y) {}

    private static int nearestThreads(List<Integer> measured, int threads) {
        int best = 0;
        for (int count : measured) {
            if (best == 0 || Math.abs(count - threads) < Math.abs(best - threads)) {
                best = count;
            }
        }
        return best;
    }

    private static OptionalDouble at(List<Point> line, double x) {
        if (line.isEmpty()) {
            return OptionalDouble.empty();
        }
        line.sort((a, b) -> Double.compare(a.x(), b.x()));
        Point first = line.getFirst();
        Point last = line.getLast();
        if (x <= first.x()) {
            return OptionalDouble.of(first.y());
        }
        if (x >= last.x()) {
            return OptionalDouble.of(last.y());
        }
        int i = 1;
        while (line.get(i).x() < x) {
            i++;
        }
        Point low = line.get(i - 1);
        Point high = line.get(i);
        double t = Math.log(x / low.x()) / Math.log(high.x() / low.x());
        return OptionalDouble.of(low.y() * Math.pow(high.y() / low.y(), t));
    }
}
