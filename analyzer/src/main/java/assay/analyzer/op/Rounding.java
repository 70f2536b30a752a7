package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.TensorValue.Reals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Numbers as an element type holds them.
final class Rounding {

    private Rounding() {}

    /// True for the floating-point types whose rounding [#round] knows.
    static boolean isRounded(ElementType type) {
        return switch (type) {
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> true;
            default -> false;
        };
    }

    /// `number` rounded to the nearest that `type` holds.
    static double round(ElementType type, double number) {
        return switch (type) {
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) number));
            case BFLOAT16 -> bfloat16((float) number);
            case FLOAT64 -> number;
            default -> (float) number;
        };
    }

    private static float bfloat16(float number) {
        if (Float.isNaN(number) || Float.isInfinite(number)) {
            return number;
        }
        int bits = Float.floatToRawIntBits(number);
        int half = 0x7fff + ((bits >>> 16) & 1);
        return Float.intBitsToFloat((bits + half) & 0xffff0000);
    }

    /// An integer as `type` holds it. A symbol stands for a dim and so fits 32 bits and more.
    static Dim wrap(ElementType type, Dim number) {
        if (type == ElementType.BOOL) {
            return Arithmetic.not(Arithmetic.not(number));
        }
        boolean signed = isSigned(type);
        if (number.isKnown()) {
            long known = number.number().getAsLong();
            return type == ElementType.UINT64 && known < 0
                    ? Dim.unknown(known + " as " + type)
                    : Arithmetic.wrapped(known, type.bits(), signed);
        }
        return type.bits() >= 32 && (signed || number.isNonNegative())
                ? number
                : Dim.unknown("a symbol as " + type);
    }

    private static boolean isSigned(ElementType type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64, INT4, INT2 -> true;
            default -> false;
        };
    }

    /// Elements as plain numbers, where all are.
    static Optional<double[]> reals(TensorValue value) {
        double[] reals = new double[value.size()];
        switch (value) {
            case Reals(var _, var _, List<Double> elements) -> {
                for (int i = 0; i < reals.length; i++) {
                    reals[i] = elements.get(i);
                }
            }
            case Integers(var _, var _, List<Dim> elements) -> {
                for (int i = 0; i < reals.length; i++) {
                    if (!elements.get(i).isKnown()) {
                        return Optional.empty();
                    }
                    reals[i] = elements.get(i).number().getAsLong();
                }
            }
            case TensorValue.Texts _ -> {
                return Optional.empty();
            }
        }
        return Optional.of(reals);
    }

    /// Elements as numbers of which one is always larger, smaller or equal: both zeros are one, and
    /// where there is a NaN there is no order.
    static Optional<double[]> ordered(TensorValue value) {
        double[] numbers = reals(value).orElse(new double[] {Double.NaN});
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) {
                return Optional.empty();
            }
            numbers[i] += 0.0;
        }
        return Optional.of(numbers);
    }

    /// Elements as integers, unknown where one is a fraction; empty for strings.
    static Optional<List<Dim>> integers(TensorValue value) {
        return switch (value) {
            case Integers(var _, var _, List<Dim> elements) -> Optional.of(elements);
            case Reals(var _, var _, List<Double> elements) -> {
                List<Dim> integers = new ArrayList<>(elements.size());
                for (double element : elements) {
                    integers.add(
                            element == Math.rint(element)
                                    ? Arithmetic.truncated(element)
                                    : Dim.unknown(element + " is no integer"));
                }
                yield Optional.of(integers);
            }
            case TensorValue.Texts _ -> Optional.empty();
        };
    }

    /// A floating-point value of those numbers, rounded to the type.
    static TensorValue reals(ElementType type, List<Long> shape, double[] numbers) {
        List<Double> elements = new ArrayList<>(numbers.length);
        for (double number : numbers) {
            elements.add(round(type, number));
        }
        return new Reals(type, shape, elements);
    }
}
