package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;

/// Single operators of transformers and of newer operator sets that keep the shape of their input.
final class Modern {

    /// `BitCast`: the same bits under another type of the same width.
    static final Op BIT_CAST =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ElementTypes.attribute(node, "to", ElementType.UNDEFINED),
                                    node.shape(0)),
                    Work.none());

    /// `x * sigmoid(alpha * x)`: product, sigmoid (4), product.
    static final Op SWISH = new Rule(Types.sameAs(0), Work.perOutput(6));

    /// Swish of the first input times the second.
    static final Op SWI_GLU = new Rule(Types.sameAs(0), Work.perOutput(7));

    /// `TensorScatter`: a copy of a cache with an update put in.
    static final Op TENSOR_SCATTER = new Rule(Types.sameAs(0), Work.moving());

    /// `RMSNormalization`: square, mean, quotient and scale of each element; mean, epsilon and root
    /// of each row. The result has the type of the scale.
    static final Op RMS_NORMALIZATION =
            new Rule(node -> Outputs.of(node, node.type(1), node.shape(0)), Modern::rms);

    /// `ImageDecoder`: `[height, width, channels]` of bytes; what it costs depends on the format.
    static final Op IMAGE_DECODER =
            new Rule(Modern::decoded, _ -> Cost.unknown("decoding depends on the image's format"));

    private Modern() {}

    static Cost rms(OpContext node) {
        Dim rows = Normalization.outer(node.shape(0), Axes.attribute(node, -1));
        return Traffic.stream(node, node.shape(0).elements().times(4).plus(rows.times(3)));
    }

    private static List<ValueType> decoded(OpContext node) {
        Optional<ImageHeader> header = node.integers(0).flatMap(ImageHeader::of);
        return Outputs.of(
                node,
                ElementType.UINT8,
                Shape.of(
                        header.map(known -> Dim.of(known.height()))
                                .orElse(Dim.unknown("the image's height depends on data")),
                        header.map(known -> Dim.of(known.width()))
                                .orElse(Dim.unknown("the image's width depends on data")),
                        channels(node)));
    }

    private static Dim channels(OpContext node) {
        return Dim.of(node.attribute("pixel_format", "RGB").equals("Grayscale") ? 1 : 3);
    }
}
