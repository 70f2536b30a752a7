package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// Conversions between real numbers and quantized ones: per tensor, per axis or per block. The
/// shape is that of the input; the granularity decides only the size of scale and zero point.
final class Quantization {

    /// `QuantizeLinear`: divide, round, add the zero point, and clamp to both ends: 5 for each
    /// element.
    static final Op QUANTIZE = new Rule(Quantization::quantized, Work.perOutput(5));

    /// `DequantizeLinear`: multiply by the scale, after subtracting the zero point if there is one.
    static final Op DEQUANTIZE = new Rule(Quantization::dequantized, Quantization::dequantizing);

    /// `DynamicQuantizeLinear`: minimum and maximum of the input (2 for each element), then
    /// quantization (5).
    static final Op DYNAMIC =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ValueType.tensor(ElementType.UINT8, node.shape(0)),
                                    ValueType.tensor(ElementType.FLOAT32, Shape.scalar()),
                                    ValueType.tensor(ElementType.UINT8, Shape.scalar())),
                    Work.perInput(7));

    private Quantization() {}

    private static List<ValueType> quantized(OpContext node) {
        ElementType stated =
                ElementTypes.attribute(
                        node,
                        "output_dtype",
                        node.hasInput(2) ? ElementType.UNDEFINED : ElementType.UINT8);
        ElementType type = node.type(2) == ElementType.UNDEFINED ? stated : node.type(2);
        return Outputs.of(node, ValueType.tensor(type, shape(node)));
    }

    private static List<ValueType> dequantized(OpContext node) {
        // before version 19 the scale could only be float32
        ElementType scale =
                node.type(1) == ElementType.UNDEFINED && node.opset() < 19
                        ? ElementType.FLOAT32
                        : node.type(1);
        ElementType type = ElementTypes.attribute(node, "output_dtype", scale);
        return Outputs.of(node, ValueType.tensor(type, shape(node)));
    }

    private static Cost dequantizing(OpContext node) {
        return Work.perOutput(node.hasInput(2) ? 2 : 1).of(node);
    }

    /// The shape of the data; unknown where the scale does not fit it.
    private static Shape shape(OpContext node) {
        Shape data = node.shape(0);
        Shape scale = node.shape(1);
        if (scale.rank() != 1 || scale.dim(0).is(1) || data.rank() < 2) {
            return data;
        }
        Dim axis = Slices.dim(data, node.attribute("axis", 1L));
        if (axis.isKnown()
                && scale.dim(0).isKnown()
                && !axis.equals(scale.dim(0))
                && node.attribute("block_size", 0L) == 0) {
            String what = "scale has " + scale.dim(0) + " elements for an axis of " + axis;
            node.conflict(what);
            return Shape.unranked(what);
        }
        return data;
    }
}
