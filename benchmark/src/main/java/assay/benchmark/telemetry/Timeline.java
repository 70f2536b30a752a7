package assay.benchmark.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The samples of a run in order of time.
///
/// @param samples all of them
/// @param watched id of the timed process, or 0 where none was watched
public record Timeline(List<Sample> samples, long watched) {

    /// Copies the list.
    public Timeline {
        samples = List.copyOf(samples);
    }

    /// What was read from `from` to `to`, in nanoseconds since 1970.
    public Window window(long from, long to) {
        var gpus = new ArrayList<GpuWindow>();
        int count = samples.isEmpty() ? 0 : samples.getFirst().gpus().size();
        for (int i = 0; i < count; i++) {
            gpus.add(gpu(i, from, to));
        }
        return new Window(
                (to - from) / 1e9, inside(from, to).size(), host(from, to), List.copyOf(gpus));
    }

    /// What may have slowed the watched process from outside, and when, in order of causes found.
    public List<Interference> interferences() {
        return Interferences.of(samples);
    }

    private HostWindow host(long from, long to) {
        double seconds = (to - from) / 1e9;
        var busy = hostDifference(HostReading::busyCoreSeconds, from, to);
        var stolen = hostDifference(HostReading::stolenCoreSeconds, from, to);
        var total = hostDifference(HostReading::totalCoreSeconds, from, to);
        var timed = hostDifference(host -> host.watched().cpuSeconds(), from, to);
        var sampler = hostDifference(HostReading::samplerCoreSeconds, from, to);
        return new HostWindow(
                stolen.flatMap(part -> total.map(all -> part.value() / all.value())),
                busy.flatMap(all ->
                        timed.flatMap(
                                own -> sampler.map(ours -> foreign(all, own, ours) / seconds))),
                timed.map(own -> own.value() / seconds),
                hostSpread(HostReading::cpuHertz, from, to),
                hostSpread(HostReading::load, from, to),
                hostDifference(HostReading::packageJoules, from, to),
                hostSpread(host -> asDouble(host.watched().peakResidentBytes()), from, to)
                        .map(spread -> (long) spread.max()));
    }

    /// Never below 0: the three are read one after the other and in steps.
    private static double foreign(Difference all, Difference timed, Difference sampler) {
        return Math.max(0, all.value() - timed.value() - sampler.value());
    }

    private Reading<Difference> hostDifference(
            Function<HostReading, Reading<Double>> quantity, long from, long to) {
        return Series.of(samples, sample -> quantity.apply(sample.host())).difference(from, to);
    }

    private Reading<Spread> hostSpread(
            Function<HostReading, Reading<Double>> quantity, long from, long to) {
        return Series.of(samples, sample -> quantity.apply(sample.host())).spread(from, to);
    }

    private GpuWindow gpu(int gpu, long from, long to) {
        var throttle = new EnumMap<ThrottleCounter, Reading<Difference>>(ThrottleCounter.class);
        for (var counter : ThrottleCounter.values()) {
            throttle.put(
                    counter,
                    gpuSeries(
                                    gpu,
                                    reading ->
                                            reading.throttleSeconds()
                                                    .getOrDefault(
                                                            counter, Reading.missing("not read")))
                            .difference(from, to));
        }
        return new GpuWindow(
                gpuSeries(gpu, GpuReading::smHertz).spread(from, to),
                gpuSeries(gpu, GpuReading::memoryHertz).spread(from, to),
                gpuSeries(gpu, GpuReading::powerWatts).spread(from, to),
                gpuSeries(gpu, GpuReading::energyJoules).difference(from, to),
                gpuSeries(gpu, reading -> reading.celsius().map(Integer::doubleValue))
                        .spread(from, to),
                gpuSeries(gpu, GpuReading::utilization).spread(from, to),
                gpuSeries(gpu, reading -> asDouble(reading.memoryUsedBytes())).spread(from, to),
                gpuSeries(gpu, reading -> asDouble(reading.memoryBytesOf(watched)))
                        .spread(from, to),
                Collections.unmodifiableMap(throttle),
                throttleShares(gpu, from, to),
                foreignProcesses(gpu, from, to),
                foreignShare(gpu, from, to));
    }

    private Series gpuSeries(int gpu, Function<GpuReading, Reading<Double>> quantity) {
        return Series.of(samples, sample -> quantity.apply(sample.gpus().get(gpu)));
    }

    private Reading<Map<ThrottleReason, Double>> throttleShares(int gpu, long from, long to) {
        var seen = new EnumMap<ThrottleReason, Integer>(ThrottleReason.class);
        int known = 0;
        String why = "no sample fell into the window";
        for (var sample : inside(from, to)) {
            switch (sample.gpus().get(gpu).throttle()) {
                case Reading.Known<Set<ThrottleReason>>(var reasons) -> {
                    known++;
                    reasons.forEach(reason -> seen.merge(reason, 1, Integer::sum));
                }
                case Reading.Missing<Set<ThrottleReason>>(String reason) -> why = reason;
            }
        }
        if (known == 0) {
            return Reading.missing(why);
        }
        var shares = new EnumMap<ThrottleReason, Double>(ThrottleReason.class);
        for (var entry : seen.entrySet()) {
            shares.put(entry.getKey(), (double) entry.getValue() / known);
        }
        return Reading.known(Collections.unmodifiableMap(shares));
    }

    /// This process and the timed one are not foreign. Where the driver lists ids of another
    /// namespace, as it may in a container, the timed one cannot be told from others.
    private Reading<Set<Long>> foreignProcesses(int gpu, long from, long to) {
        Set<Long> all = new TreeSet<>();
        String why = "no sample fell into the window";
        for (var sample : inside(from, to)) {
            switch (sample.gpus().get(gpu).processes()) {
                case Reading.Known<List<GpuProcess>>(var processes) ->
                        processes.forEach(process -> all.add(process.pid()));
                case Reading.Missing<List<GpuProcess>>(String reason) -> why = reason;
            }
        }
        if (!all.remove(watched)) {
            return Reading.missing(
                    all.isEmpty()
                            ? why
                            : "the driver does not list the timed process by its id here, so others"
                                    + " cannot be told from it");
        }
        all.remove(ProcessHandle.current().pid());
        return Reading.known(Collections.unmodifiableSet(all));
    }

    /// Mean over the samples; missing where others cannot be told from the timed process.
    private Reading<Double> foreignShare(int gpu, long from, long to) {
        double sum = 0;
        int known = 0;
        String why = "no sample fell into the window";
        for (var sample : inside(from, to)) {
            switch (sample.gpus().get(gpu).smShares()) {
                case Reading.Known<Map<Long, Double>>(var shares) -> {
                    known++;
                    for (var share : shares.entrySet()) {
                        sum += isForeign(share.getKey()) ? share.getValue() : 0;
                    }
                }
                case Reading.Missing<Map<Long, Double>>(String reason) -> why = reason;
            }
        }
        if (known == 0) {
            return Reading.missing(why);
        }
        double mean = sum / known;
        return foreignProcesses(gpu, from, to).map(_ -> mean);
    }

    private boolean isForeign(long pid) {
        return pid != watched && pid != ProcessHandle.current().pid();
    }

    private List<Sample> inside(long from, long to) {
        return samples.stream()
                .filter(sample -> sample.epochNanos() >= from && sample.epochNanos() <= to)
                .toList();
    }

    private static Reading<Double> asDouble(Reading<Long> reading) {
        return reading.map(Long::doubleValue);
    }
}
