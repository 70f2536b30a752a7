package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.Match;
import java.util.List;
import java.util.Map;

/// Activations, normalizations and recurrent cells: as one operator, or written out.
final class PatternBlocks implements BlockDetector {

    private static final Map<String, String> SINGLE =
            Map.ofEntries(
                    Map.entry("LayerNormalization", "LayerNorm"),
                    Map.entry("com.microsoft.LayerNormalization", "LayerNorm"),
                    Map.entry("com.microsoft.SkipLayerNormalization", "LayerNorm"),
                    Map.entry("com.microsoft.EmbedLayerNormalization", "LayerNorm"),
                    Map.entry("RMSNormalization", "RMSNorm"),
                    Map.entry("SimplifiedLayerNormalization", "RMSNorm"),
                    Map.entry("com.microsoft.SimplifiedLayerNormalization", "RMSNorm"),
                    Map.entry("com.microsoft.SkipSimplifiedLayerNormalization", "RMSNorm"),
                    Map.entry("GroupNormalization", "GroupNorm"),
                    Map.entry("com.microsoft.GroupNorm", "GroupNorm"),
                    Map.entry("InstanceNormalization", "InstanceNorm"),
                    Map.entry("Gelu", "GELU"),
                    Map.entry("com.microsoft.Gelu", "GELU"),
                    Map.entry("com.microsoft.BiasGelu", "GELU"),
                    Map.entry("com.microsoft.FastGelu", "GELU"),
                    Map.entry("com.microsoft.QuickGelu", "SiLU"),
                    Map.entry("Swish", "SiLU"),
                    Map.entry("Mish", "Mish"),
                    Map.entry("HardSwish", "HardSwish"),
                    Map.entry("LSTM", "RecurrentCell"),
                    Map.entry("GRU", "RecurrentCell"),
                    Map.entry("RNN", "RecurrentCell"),
                    Map.entry("com.microsoft.DynamicQuantizeLSTM", "RecurrentCell"),
                    Map.entry("NonMaxSuppression", "DetectionHead"),
                    Map.entry("com.microsoft.MoE", "MixtureOfExperts"),
                    Map.entry("com.microsoft.QMoE", "MixtureOfExperts"),
                    Map.entry("RotaryEmbedding", "RotaryPositions"),
                    Map.entry("com.microsoft.RotaryEmbedding", "RotaryPositions"));

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        for (int i = 0; i < links.size(); i++) {
            String type = SINGLE.get(links.operator(i));
            if (type != null) {
                boolean grouped = type.equals("InstanceNorm") && isGrouped(links, i);
                blocks.add(new Block.Plain(grouped ? "GroupNorm" : type, List.of(i)));
            }
        }
        for (Match match : scene.activations) {
            if (match.kind().equals("HardSigmoid")) {
                continue;
            }
            blocks.add(new Block.Plain(Scene.label(match.kind()), match.nodes()));
        }
        for (Match match : scene.norms) {
            blocks.add(
                    new Block.Plain(
                            switch (match.kind()) {
                                case "LayerNormalization" -> "LayerNorm";
                                case "InstanceNormalization" -> "InstanceNorm";
                                default -> "RMSNorm";
                            },
                            match.nodes()));
        }
    }

    /// A group normalization is exported as an instance normalization over `[batch, groups, rest]`.
    private static boolean isGrouped(Links links, int node) {
        int before = links.producer(node, 0);
        return links.is(before, "Reshape")
                && links.is(links.next(node), "Reshape")
                && links.rank(links.input(node, 0)) == 3
                && links.rank(links.input(before, 0)) >= 3;
    }
}
