package assay.benchmark.calibrate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Family;
import assay.analyzer.device.CpuProfile.RatePoint;
import assay.analyzer.device.CpuProfile.ReferenceTime;
import assay.analyzer.device.CpuProfile.StreamPoint;
import assay.analyzer.device.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// From the times of a ladder to a profile.
final class CalibratedProfile {

    /// A link takes at least this share of the time that was measured, whatever is taken off for
    /// the run and the nodes.
    private static final double LEAST_SHARE = 0.2;

    private CalibratedProfile() {}

    static CpuProfile of(Machine machine, List<RungTime> measured) {
        Disturbance disturbance = new Disturbance(measured);
        boolean repaired = measured.stream().anyMatch(disturbance::spoils);
        List<RungTime> times = disturbance.repaired();
        double node = NodeSlope.seconds(times);
        double run = runSeconds(times, node);
        List<RatePoint> rates = new ArrayList<>();
        List<StreamPoint> streams = new ArrayList<>();
        List<ReferenceTime> references = new ArrayList<>();
        for (RungTime time : times) {
            switch (time.rung().quantity()) {
                case Quantity.Arithmetic(Family family, double flops) ->
                        rates.add(
                                new RatePoint(
                                        family,
                                        time.threads(),
                                        flops,
                                        flops / link(time, run, node)));
                case Quantity.Traffic(double bytes) ->
                        streams.add(
                                new StreamPoint(
                                        time.threads(), bytes, bytes / link(time, run, node)));
                case Quantity.Reference(CpuProfile.Reference kernel) ->
                        references.add(new ReferenceTime(kernel, time.threads(), time.seconds()));
                case Quantity.NodeCost _, Quantity.RunCost _ -> {}
            }
        }
        return new CpuProfile(
                machine.id(),
                machine.name(),
                List.of(),
                machine.vendor(),
                machine.model(),
                machine.cores(),
                machine.threads(),
                null,
                machine.maxHertz(),
                null,
                null,
                machine.caches(),
                merged(rates),
                streams,
                node,
                run,
                references,
                spread(measured),
                provenance(machine, repaired, !references.isEmpty()));
    }

    /// Seconds of one link: the run less what a run costs, shared by the links, less what a node
    /// costs.
    private static double link(RungTime time, double run, double node) {
        double seconds = time.seconds();
        double left = (seconds - run) / time.rung().links() - node;
        return Math.max(left, LEAST_SHARE * seconds / time.rung().links());
    }

    private static double runSeconds(List<RungTime> times, double node) {
        for (RungTime time : times) {
            if (time.rung().quantity() instanceof Quantity.RunCost && time.threads() == 1) {
                return Math.max(
                        LEAST_SHARE * time.seconds(), time.seconds() - time.rung().links() * node);
            }
        }
        throw new IllegalArgumentException("the ladder lacks a model of one tiny node");
    }

    /// Kernels of one family that ask for as much arithmetic become one point, the geometric mean
    /// of their rates.
    private static List<RatePoint> merged(List<RatePoint> rates) {
        record Size(Family family, int threads, double flops) {}
        Map<Size, List<Double>> bySize =
                new TreeMap<>(
                        Comparator.comparing(Size::family)
                                .thenComparingInt(Size::threads)
                                .thenComparingDouble(Size::flops));
        for (RatePoint rate : rates) {
            bySize.computeIfAbsent(
                            new Size(rate.family(), rate.threads(), rate.flops()),
                            _ -> new ArrayList<>())
                    .add(Math.log(rate.flopsPerSecond()));
        }
        List<RatePoint> points = new ArrayList<>();
        bySize.forEach((size, logs) ->
                points.add(
                        new RatePoint(
                                size.family(),
                                size.threads(),
                                size.flops(),
                                Math.exp(
                                        logs.stream()
                                                .mapToDouble(Double::doubleValue)
                                                .average()
                                                .orElseThrow()))));
        return points;
    }

    /// Median over the rungs.
    private static double spread(List<RungTime> times) {
        double[] spreads = times.stream().mapToDouble(RungTime::spread).sorted().toArray();
        return Math.max(1e-3, spreads[spreads.length / 2]);
    }

    private static Provenance provenance(Machine machine, boolean repaired, boolean referred) {
        String system = "the operating system";
        String measured = "measured through ONNX Runtime " + machine.runtime();
        Map<String, String> sources = new TreeMap<>();
        sources.put("cores", system);
        sources.put("threads", system);
        if (machine.maxHertz() != null) {
            sources.put("boostClockMHz", system);
        }
        if (!machine.caches().isEmpty()) {
            sources.put("caches", system);
        }
        for (String key :
                List.of(
                        "measuredRates",
                        "measuredStreams",
                        "nodeMicroseconds",
                        "runMicroseconds",
                        "spread")) {
            sources.put(key, measured);
        }
        if (referred) {
            sources.put("referenceTimes", measured);
        }
        List<String> derived = repaired ? List.of("measuredRates") : List.of();
        if (repaired) {
            sources.put(
                    "measuredRates",
                    measured
                            + "; other processes held cores, so some rates with several threads are"
                            + " those with one thread times the largest gain seen");
        }
        return new Provenance(sources, derived, Provenance.Confidence.MEASURED, Map.of());
    }
}
