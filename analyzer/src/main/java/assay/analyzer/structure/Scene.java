package assay.analyzer.structure;

import assay.analyzer.analysis.AttentionPattern;
import assay.analyzer.analysis.FoldedNormPattern;
import assay.analyzer.analysis.GeluPattern;
import assay.analyzer.analysis.HardSwishPattern;
import assay.analyzer.analysis.LeakyReluPattern;
import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.Match;
import assay.analyzer.analysis.MishPattern;
import assay.analyzer.analysis.NormPattern;
import assay.analyzer.analysis.SiluPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A graph with its edges and the patterns written out in it, found once for all detectors of
/// blocks.
final class Scene {

    final Links links;
    final List<Match> activations = new ArrayList<>();
    final List<Match> norms = new ArrayList<>();
    final List<AttentionPattern> attentions = new ArrayList<>();
    private final Map<String, Match> activationOf = new HashMap<>();
    private final Map<String, Match> madeBy = new HashMap<>();

    private final BitSet attending = new BitSet();

    /// How many learned nodes stand before each position.
    private final int[] learnedBefore;

    Scene(Links links) {
        this.links = links;
        learnedBefore = new int[links.size() + 1];
        for (int i = 0; i < links.size(); i++) {
            learnedBefore[i + 1] = learnedBefore[i] + (isLearned(i) ? 1 : 0);
            GeluPattern.at(links, i).ifPresent(this::activation);
            SiluPattern.at(links, i).ifPresent(this::activation);
            HardSwishPattern.at(links, i).ifPresent(this::activation);
            MishPattern.at(links, i).ifPresent(this::activation);
            LeakyReluPattern.at(links, i).ifPresent(this::activation);
            NormPattern.at(links, i).ifPresent(norms::add);
            FoldedNormPattern.at(links, i).ifPresent(norms::add);
            AttentionPattern.at(links, i).ifPresent(attentions::add);
        }
        attentions.forEach(attention -> attention.nodes().forEach(attending::set));
    }

    /// True for a node between the two products of an attention, both included.
    boolean isAttending(int node) {
        return attending.get(node);
    }

    private void activation(Match match) {
        activations.add(match);
        activationOf.putIfAbsent(match.input(), match);
        madeBy.putIfAbsent(match.output(), match);
    }

    /// The activation written out in several nodes that reads the value.
    Optional<Match> activationOf(String value) {
        return Optional.ofNullable(activationOf.get(value));
    }

    /// The activation written out in several nodes that makes the value.
    Optional<Match> activationMaking(String value) {
        return Optional.ofNullable(madeBy.get(value));
    }

    boolean isConvolution(int node) {
        return links.is(node, LearnedOperators.CONVOLUTIONS);
    }

    boolean multiplies(int node) {
        return links.is(node, LearnedOperators.CONVOLUTIONS)
                || links.is(node, LearnedOperators.PRODUCTS);
    }

    /// True for a convolution, a product or a recurrence.
    boolean isLearned(int node) {
        return multiplies(node) || links.is(node, LearnedOperators.RECURRENT);
    }

    /// Convolutions, products and recurrences from position `from` up to but not including `to`.
    int multiplications(int from, int to) {
        return to <= from ? 0 : learnedBefore[to] - learnedBefore[from];
    }

    /// Name of an activation as it stands in a block's type.
    static String label(String kind) {
        return switch (kind) {
            case "QuickGelu", "Swish" -> "SiLU";
            case "Gelu", "FastGelu", "com.microsoft.Gelu", "com.microsoft.FastGelu" -> "GELU";
            case "com.microsoft.QuickGelu" -> "SiLU";
            default -> kind;
        };
    }
}
