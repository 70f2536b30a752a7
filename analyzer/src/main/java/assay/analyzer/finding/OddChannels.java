package assay.analyzer.finding;

import assay.analyzer.analysis.Links;
import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.structure.LearnedOperators;
import assay.analyzer.structure.Vocabulary;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Channel counts that tensor cores have to pad.
final class OddChannels implements Detector {

    private static final int MULTIPLE = 8;
    private static final double SHARE = 0.2;

    private static final Set<String> DENSE = Set.of("Gemm", "MatMul");

    @Override
    public List<Finding> find(Subject subject) {
        List<Integer> nodes = new ArrayList<>();
        double odd = 0;
        for (int i = 0; i < subject.size(); i++) {
            if (isOdd(subject, i)) {
                nodes.add(i);
                odd += subject.flops().of(i);
            }
        }
        double total = subject.flops().total();
        boolean known = subject.flops().areKnown();
        return !known || total == 0 || odd < SHARE * total
                ? List.of()
                : List.of(
                        new Finding(
                                "odd_channels",
                                Severity.INFO,
                                "%s with %s of the FLOPs have widths that are no multiple of %d"
                                        .formatted(
                                                Subject.count(nodes.size(), "layer"),
                                                Subject.percent(odd / total),
                                                MULTIPLE),
                                "In half precision tensor cores pad to multiples of 8: "
                                        + advice(subject.links(), nodes),
                                subject.names(nodes)));
    }

    /// A vocabulary is as large as it is; what can be changed is the size of its table.
    private static String advice(Links links, List<Integer> nodes) {
        long vocabulary = Vocabulary.rows(links);
        boolean words =
                vocabulary % MULTIPLE != 0
                        && nodes.stream().allMatch(node -> names(links, node, vocabulary));
        return words
                ? "pad the vocabulary from %d rows to %d."
                        .formatted(vocabulary, Math.ceilDiv(vocabulary, MULTIPLE) * MULTIPLE)
                : "round the widths up.";
    }

    private static boolean names(Links links, int node, long width) {
        return links.type(links.input(node, 1)).shape().dims().contains(Dim.of(width));
    }

    /// A dense convolution or a product with stored weights one of whose two widths is not a
    /// multiple.
    private static boolean isOdd(Subject subject, int node) {
        Links links = subject.links();
        boolean conv = links.is(node, "Conv");
        if ((!conv && !links.is(node, DENSE))
                || !links.isStored(links.input(node, 1))
                || LearnedOperators.isDepthwise(links, node)) {
            return false;
        }
        var weight = links.type(links.input(node, 1)).shape();
        for (int axis = 0; axis < 2 && weight.rank() >= 2; axis++) {
            if (weight.dim(axis).number().orElse(MULTIPLE) % MULTIPLE != 0) {
                return true;
            }
        }
        return false;
    }
}
