package assay.analyzer.onnx;

import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An attribute of a node to be written.
public sealed interface AttributeSpec {

    record Int(long value) implements AttributeSpec {}

    record Real(float value) implements AttributeSpec {}

    record Text(String value) implements AttributeSpec {}

    record Ints(List<Long> values) implements AttributeSpec {
        public Ints {
            values = List.copyOf(values);
        }
    }

    record Reals(List<Float> values) implements AttributeSpec {
        public Reals {
            values = List.copyOf(values);
        }
    }

    record Texts(List<String> values) implements AttributeSpec {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /// A tensor small enough to be held as numbers, as in a Constant node. An empty list of dims is
    /// a scalar.
    record Tensor(ElementType type, List<Long> dims, List<Double> values) implements AttributeSpec {
        public Tensor {
            dims = List.copyOf(dims);
            values = List.copyOf(values);
        }
    }

    /// The attribute that fits a plain value: Integer, Long, Float, Double, String, `long[]`,
    /// `float[]`, or an attribute itself.
    ///
    /// @throws IllegalArgumentException for any other class
    static AttributeSpec of(Object value) {
        return switch (value) {
            case AttributeSpec attribute -> attribute;
            case Integer number -> new Int(number);
            case Long number -> new Int(number);
            case Float number -> new Real(number);
            case Double number -> new Real(number.floatValue());
            case String text -> new Text(text);
            case long[] numbers -> new Ints(Arrays.stream(numbers).boxed().toList());
            case float[] numbers -> {
                List<Float> boxed = new ArrayList<>(numbers.length);
                for (float number : numbers) {
                    boxed.add(number);
                }
                yield new Reals(boxed);
            }
            default ->
                    throw new IllegalArgumentException(
                            "no attribute can be made of a " + value.getClass().getName());
        };
    }
}
