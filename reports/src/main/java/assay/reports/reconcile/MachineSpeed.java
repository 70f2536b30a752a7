package assay.reports.reconcile;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.CpuProfile.Reference;
import assay.analyzer.device.Slowdown;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.ModelEstimate;
import assay.benchmark.measurement.BatchResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// How fast the processor was while a batch size was measured, against its calibration, by the
/// reference kernels that were timed then and now. The estimate stays that of the calibration: what
/// another speed makes of it stands beside it.
///
/// @param slowdown of the machine
/// @param estimate what the estimate would be, had the machine been calibrated at that speed
public record MachineSpeed(Slowdown slowdown, ModelEstimate estimate) {

    /// By how much the estimate at that speed is above that of the gap, as a share of the latter.
    public double explained(Gap gap) {
        return estimate.seconds() / gap.estimated() - 1;
    }

    /// The speed beside one batch size; empty on other devices, and where either side lacks its
    /// reference times.
    static Optional<MachineSpeed> of(Paper paper, BatchEstimate estimate, BatchResult result) {
        if (!(paper.device() instanceof CpuProfile cpu)) {
            return Optional.empty();
        }
        return Slowdown.of(cpu, paper.settings().threads(), seconds(result))
                .map(slowdown ->
                        new MachineSpeed(
                                slowdown,
                                estimate.workload()
                                        .estimate(
                                                Estimator.of(slowdown.of(cpu), paper.settings()))));
    }

    /// The median over the processes of the batch size, by kernel.
    private static Map<String, Double> seconds(BatchResult result) {
        Map<String, Double> seconds = new HashMap<>();
        for (Reference kernel : Reference.values()) {
            double[] sorted =
                    result.forks().stream()
                            .map(fork -> fork.referenceSeconds().get(kernel.word()))
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .sorted()
                            .toArray();
            if (sorted.length > 0) {
                seconds.put(kernel.word(), sorted[sorted.length / 2]);
            }
        }
        return seconds;
    }
}
