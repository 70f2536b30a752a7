package assay.reports.reconcile;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.analysis.Precision;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.Estimator;
import assay.analyzer.estimate.Workload;
import java.util.ArrayList;
import java.util.List;

/// The side of the card that no machine has run: a model on a device, batch by batch.
///
/// @param analysis symbolic, in the precision estimated for
/// @param batches in the order asked for
public record Paper(
        Analysis analysis,
        DeviceProfile device,
        Precision precision,
        EstimateSettings settings,
        List<BatchEstimate> batches) {

    public Paper {
        batches = List.copyOf(batches);
    }

    /// Estimates `analysis` on `device` at each batch size. A model that fixes its batch is
    /// estimated at that one.
    public static Paper of(
            Analysis analysis,
            DeviceProfile device,
            EstimateSettings settings,
            List<Long> batches) {
        FusionRules rules =
                switch (device) {
                    case CpuProfile _ -> FusionRules.cpu();
                    case GpuProfile _ -> FusionRules.cuda();
                };
        Estimator estimator = Estimator.of(device, settings);
        List<BatchEstimate> estimates = new ArrayList<>();
        List<Long> possible = analysis.symbols().fixedBatch().map(List::of).orElse(batches);
        for (long batch : possible) {
            Workload workload = Workload.of(analysis, analysis.at(batch), rules);
            estimates.add(new BatchEstimate(batch, workload, workload.estimate(estimator)));
        }
        return new Paper(analysis, device, analysis.precision(), settings, estimates);
    }

    /// The estimate at that batch size; the first where there is none.
    public BatchEstimate at(long batch) {
        return batches.stream()
                .filter(b -> b.batch() == batch)
                .findFirst()
                .orElse(batches.getFirst());
    }
}
