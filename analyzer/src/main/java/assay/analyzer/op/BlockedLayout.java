package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Copies into and out of the layout of `com.microsoft.nchwc`, which holds channels in blocks as
/// wide as the machine's vectors: 8 or 16. Channels are filled up to whole blocks.
final class BlockedLayout {

    private static final long WIDEST = 16;

    static final Op INTO = new Rule(BlockedLayout::blocked, Work.moving());
    static final Op OUT_OF = new Rule(BlockedLayout::plain, Work.moving());
    static final Op UPSAMPLE = new Rule(BlockedLayout::enlarged, Work.moving());

    private BlockedLayout() {}

    private static List<ValueType> blocked(OpContext node) {
        Shape data = node.shape(0);
        if (data.rank() < 3) {
            return Outputs.of(node, node.type(0), Shape.unranked("not an image"));
        }
        List<Dim> dims = new ArrayList<>(data.dims());
        if (node.attribute("channels_last", 0L) != 0) {
            dims.add(1, dims.removeLast());
        }
        Dim blocks = AttentionCore.part(dims.get(1), Dim.of(WIDEST));
        if (blocks.isUnknown()) {
            dims.set(1, Dim.unknown("channels are filled up to blocks of the machine's width"));
        }
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
