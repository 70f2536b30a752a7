package assay.reports.reconcile;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Reference;
import assay.analyzer.device.Slowdown;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.ModelEstimate;
import assay.benchmark.measurement.Measurement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How fast the processor was while a model was measured, against its calibration, by the reference
/// kernels that were timed then and now. The estimate stays that of the calibration: what another
/// speed makes of it stands beside it.
///
/// One figure for the whole measurement: a look takes a tenth of a second, and states of a shared
/// machine that last no longer than some seconds say nothing of the process that follows.
///
/// @param slowdown of the machine, by the median look
/// @param estimate what the estimate would be, had the machine been calibrated at that speed
public record MachineSpeed(Slowdown slowdown, ModelEstimate estimate) {

    /// By how much the estimate at that speed is above that of the gap, as a share of the latter.
    public double explained(Gap gap) {
        return estimate.seconds() / gap.estimated() - 1;
    }

    /// Looks below which nothing is said: of two that differ neither is the machine's speed.
    public static final int FEWEST_LOOKS = 3;

    /// Empty on other devices, and where either side lacks its reference times or they were timed
    /// fewer than [#FEWEST_LOOKS] times.
    static Optional<MachineSpeed> of(Paper paper, BatchEstimate estimate, Measurement measurement) {
        if (!(paper.device() instanceof CpuProfile cpu)) {
            return Optional.empty();
        }
        return Slowdown.of(cpu, paper.settings().threads(), seconds(measurement))
                .map(slowdown ->
                        new MachineSpeed(
                                slowdown,
                                estimate.workload()
                                        .estimate(
                                                Estimator.of(slowdown.of(cpu), paper.settings()))));
    }

    /// The median over all processes, by kernel.
    private static Map<String, Double> seconds(Measurement measurement) {
        Map<String, Double> seconds = new HashMap<>();
        for (Reference kernel : Reference.values()) {
            double[] sorted =
                    measurement.batches().stream()
                            .flatMap(batch -> batch.forks().stream())
                            .map(fork -> fork.referenceSeconds().get(kernel.word()))
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .sorted()
                            .toArray();
            if (sorted.length >= FEWEST_LOOKS) {
                seconds.put(kernel.word(), sorted[(sorted.length - 1) / 2]);
            }
        }
        return seconds;
    }
}
