package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.analysis.Unfolding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a graph is made of.
///
/// @param blocks in order of their first node
/// @param kvCache the decoder's cache; null where there is none
public record Structure(
        List<Block> blocks,
        List<Repetition> repetitions,
        Architecture architecture,
        @Nullable KvCache kvCache) {

    public Structure {
        blocks = List.copyOf(blocks);
        repetitions = List.copyOf(repetitions);
    }

    /// Finds the structure of a graph, its bodies and functions included, in time linear in its
    /// nodes. A block of inside stands at the node of the main graph that holds it.
    public static Structure of(TypedGraph graph) {
        return of(Unfolding.of(graph, Unfolding.Reach.ALL));
    }

    private static Structure of(Unfolding.Unfolded unfolded) {
        return of(Links.of(unfolded.graph())).at(unfolded.origins());
    }

    /// Finds the structure of a graph that is unfolded already; positions are that graph's.
    public static Structure of(Links links) {
        Scene scene = new Scene(links);
        List<Block> blocks = Blocks.of(scene);
        KvCache cache = KvCache.of(scene).orElse(null);
        boolean causal = cache != null || CausalMask.isIn(scene);
        List<Repetition> repetitions = new Repetitions(scene, blocks, causal).find();
        return new Structure(
                blocks,
                repetitions,
                new Architectures(scene, blocks).name(repetitions, causal),
                cache);
    }

    /// The same with each position turned into that of the node that it comes out of.
    public Structure at(List<Integer> origins) {
        return new Structure(
                blocks.stream().map(block -> block.at(origins)).toList(),
                repetitions,
                architecture,
                kvCache);
    }

    /// How many blocks of each type there are.
    public SortedMap<String, Integer> blockCounts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Block block : blocks) {
            counts.merge(block.type(), 1, Integer::sum);
        }
        return counts;
    }
}
