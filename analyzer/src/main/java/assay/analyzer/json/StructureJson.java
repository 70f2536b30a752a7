package assay.analyzer.json;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.FusedGroup;
import assay.analyzer.analysis.Liveness;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.finding.Finding;
import assay.analyzer.structure.Architecture;
import assay.analyzer.structure.Block;
import assay.analyzer.structure.KvCache;
import assay.analyzer.structure.Repetition;
import assay.analyzer.structure.Structure;
import assay.analyzer.tensor.Bindings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The parts of an analysis that tell what a graph is made of and what its user should know.
final class StructureJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StructureJson() {}

    static ArrayNode blocks(TypedGraph graph, Structure structure) {
        ArrayNode blocks = JSON.arrayNode();
        for (Block block : structure.blocks()) {
            ObjectNode node = blocks.addObject();
            node.put("type", block.type());
            names(graph, block.nodes(), node.putArray("nodes"));
            switch (block) {
                case Block.Plain _ -> {}
                case Block.Attention attention -> {
                    node.set("heads", AnalysisJson.expression(attention.heads()));
                    node.set("keyValueHeads", AnalysisJson.expression(attention.keyValueHeads()));
                    node.put("sharing", attention.sharing().name().toLowerCase(Locale.ROOT));
                }
                case Block.Residual residual -> {
                    node.put("skip", residual.skip());
                    node.put("projected", residual.projected());
                    names(graph, residual.path(), node.putArray("path"));
                }
            }
        }
        return blocks;
    }

    private static void names(TypedGraph graph, List<Integer> positions, ArrayNode names) {
        for (int position : positions) {
            names.add(graph.nodes().get(position).node().name());
        }
    }

    static ObjectNode architecture(Structure structure) {
        Architecture architecture = structure.architecture();
        ObjectNode node = JSON.objectNode();
        node.put("type", architecture.type());
        node.put("why", architecture.why());
        node.put("family", architecture.family());
        node.put("task", architecture.task());
        node.put("classes", architecture.classes());
        ArrayNode repetitions = node.putArray("repetitions");
        structure.repetitions().stream().map(Repetition::text).forEach(repetitions::add);
        KvCache cache = structure.kvCache();
        if (cache == null) {
            node.putNull("kvCache");
        } else {
            ObjectNode inner = node.putObject("kvCache");
            ArrayNode tensors = inner.putArray("tensors");
            cache.tensors().forEach(tensors::add);
            inner.set("bytesPerToken", AnalysisJson.expression(cache.bytesPerToken()));
        }
        return node;
    }

    /// Live activations step by step, every node on its own; null when a tensor's size is open.
    static JsonNode memory(Analysis analysis, Bindings bindings) {
        return analysis.timelineAt(bindings)
                .<JsonNode>map(timeline -> {
                    ObjectNode node = JSON.objectNode();
                    node.put("peakBytes", timeline.peak());
                    node.put("peakBytesWithInputs", timeline.peakWithInputs());
                    node.put(
                            "peakNode",
                            timeline.steps().isEmpty()
                                    ? null
                                    : timeline.steps().get(timeline.peakStep()));
                    ArrayNode alive = node.putArray("aliveAtPeak");
                    for (Liveness.Alive each : timeline.alive()) {
                        alive.addObject().put("value", each.value()).put("bytes", each.bytes());
                    }
                    ArrayNode live = node.putArray("liveBytes");
                    timeline.live().forEach(live::add);
                    return node;
                })
                .orElse(JSON.nullNode());
    }

    static ArrayNode findings(List<Finding> findings) {
        ArrayNode all = JSON.arrayNode();
        for (Finding finding : findings) {
            ObjectNode node = all.addObject();
            node.put("id", finding.id());
            node.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            node.put("message", finding.message());
            node.put("advice", finding.advice());
            ArrayNode nodes = node.putArray("nodes");
            finding.nodes().forEach(nodes::add);
        }
        return all;
    }

    /// For each node what it runs in: the operator of the fused group, else the first block that it
    /// stands in; null for a node by itself.
    static @Nullable String[] groups(int nodes, List<FusedGroup> fused, Structure structure) {
        @Nullable String[] groups = new @Nullable String[nodes];
        for (FusedGroup group : fused) {
            if (group.nodes().size() > 1) {
                group.nodes().forEach(node -> groups[node] = group.operator());
            }
        }
        for (Block block : structure.blocks()) {
            for (int node : block.nodes()) {
                if (groups[node] == null) {
                    groups[node] = block.type();
                }
            }
        }
        return groups;
    }
}
