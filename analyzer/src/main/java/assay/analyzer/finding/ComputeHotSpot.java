package assay.analyzer.finding;

import assay.analyzer.finding.Finding.Severity;
import java.util.List;

/// One node that does most of the work of a model with many.
final class ComputeHotSpot implements Detector {

    private static final int LEAST_NODES = 10;
    private static final double SHARE = 0.5;

    @Override
    public List<Finding> find(Subject subject) {
        double total = subject.flops().total();
        if (!subject.flops().areKnown()) {
            return List.of();
        }
        for (int i = 0; i < subject.size(); i++) {
            double flops = subject.flops().of(i);
            if (subject.size() >= LEAST_NODES && total > 0 && flops > SHARE * total) {
                return List.of(
                        new Finding(
                                "compute_hot_spot",
                                Severity.INFO,
                                "'%s' (%s) does %s of all FLOPs"
                                        .formatted(
                                                subject.name(i),
                                                subject.links().operator(i),
                                                Subject.percent(flops / total)),
                                "Look at it first: all other nodes together hold less arithmetic.",
                                List.of(subject.name(i))));
            }
        }
        return List.of();
    }
}
