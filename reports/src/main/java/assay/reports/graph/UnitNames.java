package assay.reports.graph;

import assay.analyzer.structure.Block;
import assay.analyzer.structure.Repetition;
import assay.analyzer.structure.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a repeated unit is called, by the blocks found in it.
///
/// @param types kinds of blocks by the drawn node that they begin with
/// @param layer what a unit with attention is called in this model
record UnitNames(Map<Integer, List<String>> types, String layer) {

    static UnitNames of(Structure structure, Wiring wiring) {
        Map<Integer, Integer> drawn = new HashMap<>();
        for (int i = 0; i < wiring.size(); i++) {
            drawn.put(wiring.nodes().get(i), i);
        }
        Map<Integer, List<String>> types = new HashMap<>();
        for (Block block : structure.blocks()) {
            Integer at =
                    drawn.get(
                            wiring.hosts()
                                    .get(
                                            block instanceof Block.Residual residual
                                                    ? residual.add()
                                                    : block.nodes().getFirst()));
            if (at != null) {
                types.computeIfAbsent(at, _ -> new java.util.ArrayList<>()).add(block.type());
            }
        }
        String layer =
                structure.repetitions().stream()
                        .map(Repetition::unit)
                        .filter(unit -> unit.endsWith("coder layer"))
                        .findFirst()
                        .orElse("attention block");
        return new UnitNames(types, layer);
    }

    String of(int from, int to) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = from; i < to; i++) {
            types.getOrDefault(i, List.of()).forEach(type -> counts.merge(type, 1, Integer::sum));
        }
        if (counts.containsKey("Attention")) {
            return counts.get("Attention") == 1
                    ? layer
                    : counts.get("Attention") + " " + layer + "s";
        }
        if (counts.containsKey("InvertedResidual")) {
            return "inverted residual";
        }
        if (counts.containsKey("ResidualAdd")) {
            return counts.get("ResidualAdd") == 1
                    ? "residual block"
                    : counts.get("ResidualAdd") + " residual blocks";
        }
        if (counts.containsKey("RecurrentCell")) {
            return "recurrent layer";
        }
        return counts.containsKey("UNetSkip") ? "up block" : mostFrequent(counts, to - from);
    }

    /// What it has most of: `2 ConvBNRelu`; its size where it has nothing that has a name.
    private static String mostFrequent(Map<String, Integer> counts, int size) {
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(most -> (most.getValue() == 1 ? "" : most.getValue() + " ") + most.getKey())
                .orElse("block of " + size);
    }
}
