package assay.analyzer.analysis;

import java.util.List;

/// A well-known computation found written out in single nodes.
///
/// @param kind what it computes, by the operator that does the same alone: `Gelu`,
///   `LayerNormalization`, ...
/// @param nodes positions of its nodes, ascending
/// @param input the value that it transforms
/// @param output the value that it makes
public record Match(String kind, List<Integer> nodes, String input, String output) {
    public Match {
        nodes = nodes.stream().distinct().sorted().toList();
    }
}
