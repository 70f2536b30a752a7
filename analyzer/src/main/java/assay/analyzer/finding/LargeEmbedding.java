package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import java.util.List;

/// A table of embeddings that is most of the model.
final class LargeEmbedding implements Detector {

    private static final double SHARE = 0.5;
    private static final double LEAST_BYTES = 64 << 20;

    @Override
    public List<Finding> find(Subject subject) {
        Links links = subject.links();
        double total = subject.weightBytes();
        for (int i = 0; i < subject.size(); i++) {
            if (!links.is(i, "Gather") || !links.isStored(links.input(i, 0))) {
                continue;
            }
            double bytes = subject.number(links.type(links.input(i, 0)).bytes());
            if (bytes >= LEAST_BYTES && bytes > SHARE * total) {
                return List.of(
                        new Finding(
                                "large_embedding",
                                Severity.INFO,
                                "the table '%s' takes %s, %s of all weights"
                                        .formatted(
                                                links.input(i, 0),
                                                Subject.size(bytes),
                                                Subject.percent(bytes / total)),
                                "Only the rows looked up are read; a smaller type for the table"
                                        + " saves memory at no cost in time.",
                                List.of(subject.name(i))));
            }
        }
        return List.of();
    }
}
