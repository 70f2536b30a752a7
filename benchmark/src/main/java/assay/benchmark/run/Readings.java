package assay.benchmark.run;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Trace;
import assay.benchmark.telemetry.Difference;
import assay.benchmark.telemetry.GpuWindow;
import assay.benchmark.telemetry.Reading;
import assay.benchmark.telemetry.Spread;
import assay.benchmark.telemetry.Timeline;
import assay.benchmark.telemetry.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Telemetry's window as the record that is kept.
final class Readings {

    /// At the sampler's pace two or three readings.
    private static final long LEAST_PART_NANOS = 250_000_000L;

    private static final MathContext DIGITS = new MathContext(4);

    private final SortedMap<String, String> unknown = new TreeMap<>();

    private Readings() {}

    /// The record of `window`.
    ///
    /// @param noGpu why no GPU was watched, where none was
    static Conditions of(Window window, String noGpu) {
        return new Readings().read(window, noGpu);
    }

    /// What the timeline holds from `from` to `to`, in nanoseconds since 1970, and how it moved.
    static Conditions of(Timeline timeline, long from, long to, String noGpu) {
        Conditions whole = of(timeline.window(from, to), noGpu);
        int parts = (int) Math.min(Trace.MOST, (to - from) / LEAST_PART_NANOS);
        if (parts < 2) {
            return whole;
        }
        List<Conditions> traced = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            traced.add(
                    of(
                            timeline.window(
                                    from + (to - from) / parts * part,
                                    from + (to - from) / parts * (part + 1)),
                            noGpu));
        }
        return whole.with(trace(traced));
    }

    private static Trace trace(List<Conditions> parts) {
        SortedMap<String, List<Double>> values = new TreeMap<>();
        keep(values, "cpuHertz", parts, part -> part.clocksHertz().get("cpu"));
        keep(values, "smHertz", parts, part -> part.clocksHertz().get("sm"));
        keep(values, "powerWatts", parts, Conditions::meanWatts);
        keep(values, "celsius", parts, Conditions::celsius);
        keep(values, "utilization", parts, Conditions::utilization);
        keep(values, "foreignCores", parts, Conditions::foreignCores);
        return new Trace(parts.getFirst().seconds(), values);
    }

    private static void keep(
            SortedMap<String, List<Double>> values,
            String name,
            List<Conditions> parts,
            Function<Conditions, @Nullable Double> quantity) {
        List<Double> means = new ArrayList<>();
        for (Conditions part : parts) {
            Double mean = quantity.apply(part);
            if (mean == null) {
                return;
            }
            means.add(new BigDecimal(mean).round(DIGITS).doubleValue());
        }
        values.put(name, means);
    }

    private Conditions read(Window window, String noGpu) {
        SortedMap<String, Double> clocks = new TreeMap<>();
        put(clocks, "cpu", window.host().cpuHertz());
        GpuWindow gpu = window.gpus().isEmpty() ? null : window.gpus().getFirst();
        SortedMap<String, Double> throttled = new TreeMap<>();
        if (gpu == null) {
            for (String key :
                    Set.of(
                            "powerWatts",
                            "celsius",
                            "utilization",
                            "deviceMemoryBytes",
                            "foreignDeviceProcesses",
                            "foreignDeviceShare",
                            "throttled")) {
                unknown.put(key, noGpu);
            }
        } else {
            put(clocks, "sm", gpu.smHertz());
            put(clocks, "memory", gpu.memoryHertz());
            throttle(throttled, gpu, window.seconds());
        }
        Difference energy =
                known(
                        "energyJoules",
                        gpu == null ? window.host().packageJoules() : gpu.energyJoules());
        return new Conditions(
                window.seconds(),
                clocks,
                energy == null ? null : energy.value(),
                energy == null ? null : energy.error(),
                gpu == null ? null : known("powerWatts", gpu.powerWatts().map(Spread::mean)),
                gpu == null ? null : known("celsius", gpu.celsius().map(Spread::max)),
                gpu == null ? null : known("utilization", gpu.utilization().map(Spread::mean)),
                known("busyCores", window.host().watchedCores()),
                gpu == null ? null : deviceMemory(gpu),
                throttled,
                known("foreignCores", window.host().foreignCores()),
                known("load", window.host().load().map(Spread::mean)),
                gpu == null
                        ? null
                        : known("foreignDeviceProcesses", gpu.foreignProcesses().map(Set::size)),
                gpu == null ? null : known("foreignDeviceShare", gpu.foreignShare()),
                null,
                unknown);
    }

    private @Nullable Long deviceMemory(GpuWindow gpu) {
        Reading<Spread> held =
                gpu.watchedBytes().isKnown() ? gpu.watchedBytes() : gpu.memoryUsedBytes();
        return known("deviceMemoryBytes", held.map(spread -> Math.round(spread.max())));
    }

    /// The driver's counters where it has them, else the share of samples.
    private void throttle(SortedMap<String, Double> shares, GpuWindow gpu, double seconds) {
        gpu.throttleSeconds()
                .forEach((counter, reading) -> {
                    if (reading instanceof Reading.Known<Difference>(Difference time)
                            && seconds > 0) {
                        shares.put(name(counter), time.value() / seconds);
                    }
                });
        if (!shares.isEmpty()) {
            return;
        }
        var sampled = known("throttled", gpu.throttleShares());
        if (sampled != null) {
            for (var entry : sampled.entrySet()) {
                if (entry.getKey().isSlowdown()) {
                    shares.put(name(entry.getKey()), entry.getValue());
                }
            }
        }
    }

    private static String name(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void put(Map<String, Double> clocks, String name, Reading<Spread> reading) {
        Spread spread = known("clock " + name, reading);
        if (spread != null) {
            clocks.put(name, spread.mean());
        }
    }

    private <T> @Nullable T known(String key, Reading<T> reading) {
        return switch (reading) {
            case Reading.Known<T>(T value) -> value;
            case Reading.Missing<T>(String why) -> {
                unknown.put(key, why);
                yield null;
            }
        };
    }
}
