package assay.analyzer.estimate;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import java.util.Optional;
import java.util.OptionalLong;

/// The largest batch whose memory fits a device.
///
/// @param largest batch size, 0 where not even one sample fits; empty where it is not known
/// @param why what stands in the way: of knowing, or of the next larger batch
public record BatchFit(OptionalLong largest, String why) {

    /// Beyond this nobody asks.
    private static final long MOST = 1 << 20;

    /// Doubles the batch until it no longer fits, then halves the interval.
    ///
    /// @param analysis symbolic, in the precision asked for
    public static BatchFit of(Analysis analysis, DeviceProfile device) {
        return switch (device) {
            case CpuProfile _ ->
                    unknown("the profile of a processor does not say how much memory is there");
            case GpuProfile gpu -> of(analysis, gpu);
        };
    }

    private static BatchFit of(Analysis analysis, GpuProfile gpu) {
        Optional<Long> fixed = analysis.symbols().fixedBatch();
        long first = fixed.orElse(1L);
        Optional<MemoryNeed> need = need(analysis, gpu, first);
        if (need.isEmpty()) {
            return unknown("the size of a tensor is not known");
        }
        if (need.get().bytes() > gpu.memory().bytes()) {
            return new BatchFit(OptionalLong.of(0), "batch " + first + " takes more than there is");
        }
        if (fixed.isPresent()) {
            return new BatchFit(OptionalLong.of(first), "the batch size is fixed");
        }
        long fits = 1;
        while (fits < MOST && fits(analysis, gpu, 2 * fits)) {
            fits *= 2;
        }
        if (fits >= MOST) {
            return new BatchFit(OptionalLong.of(fits), "larger ones were not looked at");
        }
        long tooMany = 2 * fits;
        while (tooMany - fits > 1) {
            long middle = (fits + tooMany) / 2;
            if (fits(analysis, gpu, middle)) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return new BatchFit(
                OptionalLong.of(fits), "batch " + tooMany + " takes more than there is");
    }

    private static boolean fits(Analysis analysis, GpuProfile gpu, long batch) {
        return need(analysis, gpu, batch)
                .map(need -> need.bytes() <= gpu.memory().bytes())
                .orElse(false);
    }

    private static Optional<MemoryNeed> need(Analysis analysis, GpuProfile gpu, long batch) {
        return MemoryNeed.of(Workload.of(analysis, analysis.at(batch), FusionRules.cuda()), gpu);
    }

    private static BatchFit unknown(String why) {
        return new BatchFit(OptionalLong.empty(), why);
    }
}
