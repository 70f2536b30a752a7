package assay.reports.reconcile;

import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Measured beside estimated, like with like: both host to host, on one device, at one batch size.
///
/// @param rows one a batch size, in the order asked for
/// @param breakdowns where the time goes, for each batch size that the runtime profiled
public record Reconciliation(List<Row> rows, List<Breakdown> breakdowns) {

    public Reconciliation {
        rows = List.copyOf(rows);
        breakdowns = List.copyOf(breakdowns);
    }

    /// One batch size.
    ///
    /// @param measured null where it was not measured
    /// @param gap empty where there is no measured latency, or no estimate of the whole model on
    ///   the device that ran it
    public record Row(
            long batch,
            @Nullable BatchEstimate estimate,
            @Nullable BatchResult measured,
            Optional<Gap> gap) {

        /// Median latency in seconds; empty where none was measured.
        public OptionalDouble p50() {
            Latency latency = measured == null ? null : measured.latencySeconds();
            return latency == null ? OptionalDouble.empty() : OptionalDouble.of(latency.p50());
        }

        /// Measured over estimated.
        public OptionalDouble ratio() {
            return gap.isPresent() ? OptionalDouble.of(gap.get().ratio()) : OptionalDouble.empty();
        }
    }

    /// Sets `measurement` beside `paper`.
    ///
    /// @param sameDevice whether the estimate is for the device and precision that were measured;
    ///   where it is not, both stand on the card but nothing is compared
    public static Reconciliation of(Paper paper, Measurement measurement, boolean sameDevice) {
        List<Breakdown> breakdowns = new ArrayList<>();
        Map<Long, Row> rows = new LinkedHashMap<>();
        for (BatchResult result : measurement.batches()) {
            BatchEstimate estimate =
                    paper.batches().stream()
                            .filter(b -> b.batch() == result.batch())
                            .findFirst()
                            .orElse(null);
            Latency latency = result.latencySeconds();
            Optional<Breakdown> breakdown =
                    estimate == null || latency == null || !sameDevice
                            ? Optional.empty()
                            : breakdown(estimate, latency.p50(), measurement);
            breakdown.ifPresent(breakdowns::add);
            Optional<Gap> gap =
                    estimate == null
                                    || !estimate.latency().known()
                                    || latency == null
                                    || !sameDevice
                            ? Optional.empty()
                            : Optional.of(
                                    gap(
                                            estimate.latency(),
                                            latency.p50(),
                                            breakdown,
                                            MachineSpeed.of(paper, estimate, measurement)));
            rows.put(result.batch(), new Row(result.batch(), estimate, result, gap));
        }
        for (BatchEstimate estimate : paper.batches()) {
            rows.putIfAbsent(
                    estimate.batch(), new Row(estimate.batch(), estimate, null, Optional.empty()));
        }
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparingLong(Row::batch));
        return new Reconciliation(sorted, breakdowns);
    }

    /// Paper alone.
    public static Reconciliation of(Paper paper) {
        List<Row> rows = new ArrayList<>();
        for (BatchEstimate estimate : paper.batches()) {
            rows.add(new Row(estimate.batch(), estimate, null, Optional.empty()));
        }
        return new Reconciliation(rows, List.of());
    }

    /// The scale alone: a device that nothing is estimated for.
    public static Reconciliation of(Measurement measurement) {
        List<Row> rows = new ArrayList<>();
        for (BatchResult result : measurement.batches()) {
            rows.add(new Row(result.batch(), null, result, Optional.empty()));
        }
        rows.sort(Comparator.comparingLong(Row::batch));
        return new Reconciliation(rows, List.of());
    }

    private static Optional<Breakdown> breakdown(
            BatchEstimate estimate, double p50, Measurement measurement) {
        return measurement.profiles().stream()
                .filter(profile -> profile.batch() == estimate.batch() && profile.runSeconds() > 0)
                .findFirst()
                .map(profile ->
                        breakdown(estimate, p50, NodeSeconds.of(profile, measurement, p50)));
    }

    private static Breakdown breakdown(BatchEstimate estimate, double p50, NodeSeconds seen) {
        List<FusedGroup> groups = estimate.workload().groups();
        ProfileJoin join =
                new ProfileJoin(estimate.workload().analysis().graph(), groups, seen.nodes());
        double scale = seen.scale();
        List<NodeRow> rows = new ArrayList<>();
        double joined = 0;
        for (int i = 0; i < groups.size(); i++) {
            Double seconds = join.seconds[i];
            NodeEstimate paper = estimate.latency().nodes().get(i);
            if (!paper.runs() && seconds == null) {
                continue;
            }
            joined += seconds == null ? 0 : seconds * scale;
            rows.add(
                    new NodeRow(
                            paper.node(),
                            groups.get(i),
                            paper,
                            seconds == null
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(seconds * scale)));
        }
        return new Breakdown(
                estimate.batch(),
                scale,
                rows,
                joined,
                join.added,
                Math.max(0, p50 - seen.sum() * scale),
                seen.launchTimes(),
                seen.replayed());
    }

    /// The gap in parts: what the machine's own speed makes of the estimate, where that is known;
    /// then what the profile's shares make of the measured median, minus what the estimate at that
    /// speed has for the same. On a device whose profile shows launches only, the rest stays in one
    /// part.
    private static Gap gap(
            ModelEstimate calibrated,
            double p50,
            Optional<Breakdown> breakdown,
            Optional<MachineSpeed> speed) {
        ModelEstimate estimate = speed.map(MachineSpeed::estimate).orElse(calibrated);
        List<Gap.Part> parts = new ArrayList<>();
        part(
                parts,
                "the machine's own speed",
                estimate.seconds() - calibrated.seconds(),
                "what the estimate gains or loses at the speed that reference kernels had beside the measurement, against their speed when the machine was calibrated");
        if (breakdown.isEmpty() || breakdown.get().launchTimes()) {
            String why =
                    breakdown.isEmpty()
                            ? "the runtime's profile was not taken at this batch size"
                            : "the runtime's profile holds launch times on this device, not kernel times";
            parts.add(new Gap.Part(Gap.IN_ONE_PIECE, p50 - estimate.seconds(), why));
            return gap(calibrated, p50, parts, speed);
        }
        Breakdown seen = breakdown.get();
        IdentityHashMap<NodeEstimate, Double> nodes = secondsBeside(calibrated, estimate);
        double slower = 0;
        double faster = 0;
        double kernels = 0;
        for (NodeRow row : seen.rows()) {
            double measured = row.measured().orElse(0);
            double paper = nodes.getOrDefault(row.estimate(), row.estimate().seconds());
            double difference = measured - paper;
            kernels += paper;
            slower += Math.max(0, difference);
            faster += Math.min(0, difference);
        }
        double overhead = seen.outside() - (estimate.seconds() - kernels);
        part(
                parts,
                "kernels slower than estimated",
                slower,
                "nodes that took longer than estimated, summed over those nodes");
        part(
                parts,
                "kernels faster than estimated",
                faster,
                "nodes that took less time than estimated, summed over those nodes");
        part(
                parts,
                "dispatch and copies",
                overhead,
                "time of a run outside all nodes, minus what the estimate has for dispatch, copies and the run itself");
        part(
                parts,
                "added by the runtime",
                seen.addedSeconds(),
                "nodes of the optimised graph that the model does not have: layout changes and copies");
        double rest = p50 - calibrated.seconds();
        for (Gap.Part part : parts) {
            rest -= part.seconds();
        }
        part(parts, "rounding of the profile", rest, "what the parts leave over");
        return gap(calibrated, p50, parts, speed);
    }

    private static Gap gap(
            ModelEstimate calibrated,
            double p50,
            List<Gap.Part> parts,
            Optional<MachineSpeed> speed) {
        parts.sort(Comparator.comparingDouble((Gap.Part p) -> Math.abs(p.seconds())).reversed());
        return new Gap(calibrated.seconds(), p50, parts, speed);
    }

    /// What `other` has for each node of `estimate`, of the same groups. By identity, since nodes
    /// need not have names.
    private static IdentityHashMap<NodeEstimate, Double> secondsBeside(
            ModelEstimate estimate, ModelEstimate other) {
        IdentityHashMap<NodeEstimate, Double> seconds = new IdentityHashMap<>();
        for (int i = 0; i < estimate.nodes().size(); i++) {
            seconds.put(estimate.nodes().get(i), other.nodes().get(i).seconds());
        }
        return seconds;
    }

    private static void part(List<Gap.Part> parts, String name, double seconds, String meaning) {
        if (Math.abs(seconds) > 1e-12) {
            parts.add(new Gap.Part(name, seconds, meaning));
        }
    }
}
