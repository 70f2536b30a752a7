package assay.benchmark.replay;

import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Initializer;
import assay.analyzer.onnx.AttributeSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attribute as read, made one to be written.
final class AttributeCopy {

    private AttributeCopy() {}

    /// Null where it cannot be written: subgraphs, large tensors, rare kinds.
    static @Nullable AttributeSpec of(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int(long value) -> new AttributeSpec.Int(value);
            case Attribute.Real(double value) -> new AttributeSpec.Real((float) value);
            case Attribute.Text(String value) -> new AttributeSpec.Text(value);
            case Attribute.Ints(List<Long> values) -> new AttributeSpec.Ints(values);
            case Attribute.Reals(List<Double> values) -> reals(values);
            case Attribute.Texts(List<String> values) -> new AttributeSpec.Texts(values);
            case Attribute.Tensor(Initializer value) -> tensor(value);
            case Attribute.Tensors _ -> null;
            case Attribute.Subgraph _ -> null;
            case Attribute.Subgraphs _ -> null;
            case Attribute.Sparse _ -> null;
            case Attribute.Type _ -> null;
            case Attribute.Reference _ -> null;
        };
    }

    static String text(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int(long value) -> Long.toString(value);
            case Attribute.Real(double value) -> Double.toString(value);
            case Attribute.Text(String value) -> value;
            case Attribute.Ints(List<Long> values) -> values.toString();
            case Attribute.Reals(List<Double> values) -> values.toString();
            case Attribute.Texts(List<String> values) -> values.toString();
            default -> attribute.toString();
        };
    }

    private static AttributeSpec reals(List<Double> values) {
        List<Float> floats = new ArrayList<>();
        for (double value : values) {
            floats.add((float) value);
        }
        return new AttributeSpec.Reals(floats);
    }

    private static @Nullable AttributeSpec tensor(Initializer value) {
        List<Double> elements = Elements.of(value);
        return elements == null
                ? null
                : new AttributeSpec.Tensor(value.type(), value.dims(), elements);
    }
}
