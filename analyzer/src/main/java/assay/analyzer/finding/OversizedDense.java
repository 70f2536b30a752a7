package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.structure.LearnedOperators;
import java.util.List;

/// A dense layer that holds most of the weights.
final class OversizedDense implements Detector {

    private static final double SHARE = 0.5;
    private static final double LEAST_BYTES = 32 << 20;

    @Override
    public List<Finding> find(Subject subject) {
        Links links = subject.links();
        double total = subject.weightBytes();
        for (int i = 0; i < subject.size(); i++) {
            if (!links.is(i, LearnedOperators.PRODUCTS)
                    || !links.isStored(LearnedOperators.weights(links, i))) {
                continue;
            }
            double bytes = subject.number(links.type(LearnedOperators.weights(links, i)).bytes());
            if (bytes >= LEAST_BYTES && bytes > SHARE * total && subject.size() > 4) {
                return List.of(
                        new Finding(
                                "oversized_dense",
                                Severity.WARNING,
                                "'%s' holds %s of weights, %s of the model"
                                        .formatted(
                                                subject.name(i),
                                                Subject.size(bytes),
                                                Subject.percent(bytes / total)),
                                "At small batches its time is that of reading the weights; pooling"
                                        + " before it, or quantizing it, helps most.",
                                List.of(subject.name(i))));
            }
        }
        return List.of();
    }
}
