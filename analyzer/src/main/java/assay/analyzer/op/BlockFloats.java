package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.OptionalInt;

/// Blocks of numbers that share an exponent (`com.microsoft`): bytes whose layout the vendor's
/// format decides, with shape and strides beside them.
final class BlockFloats {

    private static final String FORMAT = "the format of block floating point decides";

    /// `QuantizeBFP`.
    static final Op QUANTIZE = new Rule(BlockFloats::quantized, _ -> Cost.unknown(FORMAT));

    /// `DequantizeBFP`: the shape is input 1.
    static final Op DEQUANTIZE = new Rule(BlockFloats::dequantized, _ -> Cost.unknown(FORMAT));

    private BlockFloats() {}

    private static List<ValueType> quantized(OpContext node) {
        Shape data = node.shape(0);
        ValueType sizes =
                ValueType.tensor(
                        ElementType.INT64,
                        Shape.of(
                                data.isRanked()
                                        ? Dim.of(data.rank())
                                        : Dim.unknown("the rank is not known")));
        return Outputs.of(
                node,
                ValueType.tensor(ElementType.UINT8, Shape.of(Dim.unknown(FORMAT))),
                sizes,
                sizes);
    }

    private static List<ValueType> dequantized(OpContext node) {
        String why = "the shape depends on data";
        OptionalInt rank = Known.length(node.shape(1));
        Shape shape =
                node.integers(1)
                        .map(Shape::of)
                        .orElse(
                                rank.isPresent()
                                        ? Shape.ofRank(rank.getAsInt(), why)
                                        : Shape.unranked(why));
        return Outputs.of(node, ElementTypes.attribute(node, "dtype", ElementType.FLOAT32), shape);
    }
}
