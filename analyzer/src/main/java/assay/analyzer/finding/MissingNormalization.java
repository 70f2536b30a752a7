package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import java.util.List;
import java.util.Set;

/// Depth without normalization. Convolutions with biases may have had theirs folded in, so only
/// networks that show that nothing was folded count.
final class MissingNormalization implements Detector {

    private static final int DEEP = 10;
    private static final Set<String> NORMALIZATIONS =
            Set.of("LayerNorm", "RMSNorm", "GroupNorm", "InstanceNorm");
    private static final Set<String> OPERATORS =
            Set.of(
                    "BatchNormalization",
                    "LRN",
                    "MeanVarianceNormalization",
                    "LpNormalization",
                    "InstanceNormalization");

    @Override
    public List<Finding> find(Subject subject) {
        Links links = subject.links();
        int bare = 0;
        int layers = 0;
        for (int i = 0; i < subject.size(); i++) {
            if (links.is(i, OPERATORS)) {
                return List.of();
            }
            if (links.is(i, "Conv")) {
                layers++;
                boolean added = links.is(links.next(i), "Add");
                bare += links.input(i, 2).isEmpty() && !added ? 1 : 0;
            }
        }
        boolean normalized =
                subject.structure().blocks().stream()
                        .anyMatch(block -> NORMALIZATIONS.contains(block.type()));
        long attention = subject.blocks("Attention");
        boolean missing = attention >= 2 || (layers >= DEEP && bare * 2 > layers);
        return normalized || !missing
                ? List.of()
                : List.of(
                        new Finding(
                                "missing_normalization",
                                Severity.INFO,
                                "%d convolutions, %d without a bias, %d attention blocks and no normalization"
                                        .formatted(layers, bare, attention),
                                "Check that the export kept the normalization layers.",
                                List.of()));
    }
}
