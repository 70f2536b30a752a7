package assay.analyzer.op;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Copies into and out of the layout of `com.microsoft.nchwc`, which holds channels in blocks as
/// wide as the machine's vectors: 8 or 16. Channels are filled up to whole blocks.
public final class BlockedLayout {

    /// The domain of the operators on this layout.
    private static final String DOMAIN = "com.microsoft.nchwc";

    private static final long NARROW = 8;
    private static final long WIDE = 16;

    static final Op INTO = new Rule(BlockedLayout::blocked, Work.moving());
    static final Op OUT_OF = new Rule(BlockedLayout::plain, Work.moving());
    static final Op UPSAMPLE = new Rule(BlockedLayout::enlarged, Work.moving());

    private BlockedLayout() {}

    /// Channels to a block of the machine that a graph was optimised for, as its convolutions tell:
    /// one of them makes a number of channels that only narrow blocks give, or a copy out of the
    /// layout wants fewer than the convolution before it makes. Empty where nothing tells.
    public static OptionalLong width(Graph graph) {
        Map<String, Long> made = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (!node.domain().equals(DOMAIN)
                    || node.inputs().isEmpty()
                    || node.outputs().isEmpty()) {
                continue;
            }
            if (node.operator().equals("Conv") && node.inputs().size() > 1) {
                Initializer weight = graph.initializers().get(node.inputs().get(1));
                long channels = weight == null ? 0 : weight.shape().dim(0).number().orElse(0);
                if (channels % WIDE == NARROW) {
                    return OptionalLong.of(NARROW);
                }
                made.put(node.outputs().getFirst(), channels);
            } else if (node.operator().equals("ReorderOutput")
                    && node.attributes().get("channels") instanceof Attribute.Int(long wanted)
                    && made.getOrDefault(node.inputs().getFirst(), wanted) - wanted >= NARROW) {
                return OptionalLong.of(WIDE);
            }
        }
        return OptionalLong.empty();
    }

    private static Dim filled(Dim channels, long width) {
        return channels.ceilDiv(Dim.of(width)).times(width);
    }

    private static List<ValueType> blocked(OpContext node) {
        Shape data = node.shape(0);
        if (data.rank() < 3) {
            return Outputs.of(node, node.type(0), Shape.unranked("not an image"));
        }
        List<Dim> dims = new ArrayList<>(data.dims());
        if (node.attribute("channels_last", 0L) != 0) {
            dims.add(1, dims.removeLast());
        }
        Dim channels = dims.get(1);
        Dim narrow = filled(channels, NARROW);
        Dim wide = filled(channels, WIDE);
        OptionalLong width = node.channelBlock();
        dims.set(
                1,
                width.isPresent()
                        ? filled(channels, width.getAsLong())
                        : narrow.equals(wide)
                                ? wide
                                : Dim.unknown(
                                        "channels are filled up to blocks of the machine's width"));
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    private static List<ValueType> plain(OpContext node) {
        Shape data = node.shape(0);
        if (data.rank() < 3) {
            return Outputs.of(node, node.type(0), Shape.unranked("not an image"));
        }
        List<Dim> dims = new ArrayList<>(data.dims());
        dims.set(1, AttentionCore.attribute(node, "channels"));
        if (node.attribute("channels_last", 0L) != 0) {
            dims.add(dims.remove(1));
        }
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }

    private static List<ValueType> enlarged(OpContext node) {
        Shape data = node.shape(0);
        List<Long> scales = node.attributeInts("scales").orElse(List.of());
        if (data.rank() != scales.size()) {
            return Outputs.of(node, node.type(0), Shape.unranked("scales do not fit the rank"));
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < scales.size(); axis++) {
            dims.add(data.dim(axis).times(scales.get(axis)));
        }
        return Outputs.of(node, node.type(0), Shape.of(dims));
    }
}
