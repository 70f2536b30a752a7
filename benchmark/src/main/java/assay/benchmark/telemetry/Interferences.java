package assay.benchmark.telemetry;

import assay.benchmark.telemetry.Interference.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Finds what interfered between one sample and the next. Times are known to the pace of sampling,
/// no better.
final class Interferences {

    /// Cores' worth of other processes' work that count as a load.
    private static final double LOAD_CORES = 0.25;

    /// Share of all cores' time that the hypervisor takes.
    private static final double STOLEN_SHARE = 0.02;

    /// By how much a clock stands below its usual.
    private static final double CLOCK_DROP = 0.05;

    private final List<Sample> samples;
    private final List<Interference> found = new ArrayList<>();

    private Interferences(List<Sample> samples) {
        this.samples = samples;
    }

    static List<Interference> of(List<Sample> samples) {
        Interferences all = new Interferences(samples);
        for (int i = 1; i < samples.size(); i++) {
            all.between(samples.get(i - 1), samples.get(i));
        }
        all.clocks(sample -> sample.host().cpuHertz());
        int gpus = samples.isEmpty() ? 0 : samples.getFirst().gpus().size();
        for (int gpu = 0; gpu < gpus; gpu++) {
            int index = gpu;
            all.clocks(sample -> sample.gpus().get(index).smHertz());
        }
        return List.copyOf(all.found);
    }

    private void between(Sample before, Sample after) {
        double seconds = (after.epochNanos() - before.epochNanos()) / 1e9;
        double others =
                moved(before, after, HostReading::busyCoreSeconds)
                        - moved(before, after, host -> host.watched().cpuSeconds())
                        - moved(before, after, HostReading::samplerCoreSeconds);
        // each of the three counters moves in steps of 10 ms
        if (others - 0.03 > LOAD_CORES * seconds) {
            add(before, after, Cause.FOREIGN_LOAD);
        }
        double stolen = moved(before, after, HostReading::stolenCoreSeconds);
        if (stolen > STOLEN_SHARE * moved(before, after, HostReading::totalCoreSeconds)) {
            add(before, after, Cause.STOLEN_TIME);
        }
    }

    /// Not a number where either reading is missing, which no comparison holds for.
    private static double moved(
            Sample before, Sample after, Function<HostReading, Reading<Double>> counter) {
        return counter.apply(after.host()).orElse(Double.NaN)
                - counter.apply(before.host()).orElse(Double.NaN);
    }

    private void clocks(Function<Sample, Reading<Double>> clock) {
        double[] known =
                samples.stream()
                        .mapToDouble(sample -> clock.apply(sample).orElse(Double.NaN))
                        .filter(hertz -> !Double.isNaN(hertz))
                        .sorted()
                        .toArray();
        if (known.length < 3) {
            return;
        }
        double usual = known[known.length / 2];
        for (int i = 1; i < samples.size(); i++) {
            if (clock.apply(samples.get(i)).orElse(Double.NaN) < usual * (1 - CLOCK_DROP)) {
                add(samples.get(i - 1), samples.get(i), Cause.CLOCK_CHANGE);
            }
        }
    }

    private void add(Sample before, Sample after, Cause cause) {
        found.add(new Interference(before.epochNanos(), after.epochNanos(), cause));
    }
}
