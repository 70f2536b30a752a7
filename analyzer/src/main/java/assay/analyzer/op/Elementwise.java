package assay.analyzer.op;

import assay.analyzer.op.Ops.Row;
import assay.analyzer.op.PerElement.OnIntegers;
import assay.analyzer.op.PerElement.OnReals;
import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The operators that compute each output element from the input elements at its place: one row an
/// operator. FLOPs count one for each operation and each elementary function that the definition
/// names.
final class Elementwise {

    private interface OnTwo {
        Dim apply(Dim a, Dim b);
    }

    private interface Truth {
        boolean apply(double a, double b);
    }

    private interface Test {
        boolean apply(OpContext node, double x);
    }

    static final List<Row> ROWS =
            List.of(
                    unary("Abs", 1, Arithmetic::absolute, Math::abs),
                    unary("Acos", 1, null, Math::acos),
                    unary("Acosh", 1, null, null),
                    binary("Add", Dim::plus, (a, b) -> a + b, true),
                    truth("And", Arithmetic::and, null),
                    unary("Asin", 1, null, Math::asin),
                    unary("Asinh", 1, null, null),
                    unary("Atan", 1, null, Math::atan),
                    unary("Atanh", 1, null, null),
                    row(
                            "BitShift",
                            true,
                            false,
                            _ -> 1,
                            (node, x) -> Bits.shifted(node, x.get(0), x.get(1)),
                            null,
                            false),
                    bits("BitwiseAnd", (a, b) -> a & b),
                    unary("BitwiseNot", 1, Bits::not, null),
                    bits("BitwiseOr", (a, b) -> a | b),
                    bits("BitwiseXor", (a, b) -> a ^ b),
                    unary("Ceil", 1, a -> a, Math::ceil),
                    // max(0, x) + min(0, alpha * (exp(x / alpha) - 1))
                    unary("Celu", 7, null, null),
                    unary("Cos", 1, null, Math::cos),
                    unary("Cosh", 1, null, Math::cosh),
                    row(
                            "Div",
                            true,
                            false,
                            _ -> 1,
                            Elementwise::divide,
                            (_, x) -> x[0] / x[1],
                            true),
                    // x < 0: alpha * (exp(x) - 1)
                    unary("Elu", 4, null, null),
                    truth("Equal", Arithmetic::equal, (a, b) -> a == b),
                    unary("Erf", 1, null, null),
                    unary("Exp", 1, null, Math::exp),
                    unary("Floor", 1, a -> a, Math::floor),
                    // 0.5 * x * (1 + erf(x / sqrt 2)), or with tanh
                    // 0.5 * x * (1 + tanh(c * (x + d * x^3)))
                    row(
                            "Gelu",
                            false,
                            false,
                            node -> node.attribute("approximate", "none").equals("tanh") ? 8 : 5,
                            null,
                            null,
                            false),
                    truth("Greater", (a, b) -> Arithmetic.less(b, a), (a, b) -> a > b),
                    truth(
                            "GreaterOrEqual",
                            (a, b) -> Arithmetic.not(Arithmetic.less(a, b)),
                            (a, b) -> a >= b),
                    // max(0, min(1, alpha * x + beta))
                    unary("HardSigmoid", 4, null, null),
                    unary("HardSwish", 5, null, null),
                    test("IsInf", Elementwise::isInfinite),
                    test("IsNaN", (_, x) -> Double.isNaN(x)),
                    // x < 0: alpha * x
                    unary("LeakyRelu", 2, null, null),
                    truth("Less", Arithmetic::less, (a, b) -> a < b),
                    truth(
                            "LessOrEqual",
                            (a, b) -> Arithmetic.not(Arithmetic.less(b, a)),
                            (a, b) -> a <= b),
                    unary("Log", 1, null, Math::log),
                    variadic("Max", 0, Dim::max, Math::max),
                    variadic("Mean", 1, null, null),
                    variadic("Min", 0, Dim::min, Math::min),
                    // x * tanh(ln(1 + exp(x)))
                    unary("Mish", 5, null, null),
                    row(
                            "Mod",
                            true,
                            false,
                            _ -> 1,
                            (node, x) ->
                                    Arithmetic.remainder(
                                            x.get(0), x.get(1), node.attribute("fmod", 0) == 1),
                            Elementwise::remainder,
                            false),
                    binary("Mul", Dim::times, (a, b) -> a * b, true),
                    unary("Neg", 1, a -> a.times(-1), a -> -a),
                    unary("Not", 1, Arithmetic::not, null),
                    truth("Or", Arithmetic::or, null),
                    // x < 0: slope * x
                    row("PRelu", false, false, _ -> 2, null, null, false),
                    // alpha * ln(exp(beta * x) + 1)
                    unary("ParametricSoftplus", 5, null, null),
                    binary("Pow", Arithmetic::power, Math::pow, false),
                    unary("Reciprocal", 1, null, a -> 1 / a),
                    unary("Relu", 1, a -> a.max(Dim.of(0)), a -> Math.max(a, 0)),
                    unary("Round", 1, a -> a, Math::rint),
                    // alpha * tanh(beta * x)
                    unary("ScaledTanh", 3, null, null),
                    // gamma * (alpha * exp(x) - alpha) for x <= 0, gamma * x else
                    unary("Selu", 5, null, null),
                    // two compares, one addition
                    unary("Shrink", 3, null, null),
                    // 1 / (1 + exp(-x))
                    unary("Sigmoid", 4, null, null),
                    unary("Sign", 1, Arithmetic::sign, Math::signum),
                    unary("Sin", 1, null, Math::sin),
                    unary("Sinh", 1, null, Math::sinh),
                    // ln(exp(x) + 1)
                    unary("Softplus", 3, null, null),
                    // x / (1 + |x|)
                    unary("Softsign", 3, null, null),
                    unary("Sqrt", 1, null, Math::sqrt),
                    binary("Sub", Dim::minus, (a, b) -> a - b, true),
                    variadic("Sum", 0, Dim::plus, (a, b) -> a + b),
                    unary("Tan", 1, null, Math::tan),
                    unary("Tanh", 1, null, Math::tanh),
                    unary("ThresholdedRelu", 1, null, null),
                    truth("Xor", Arithmetic::xor, null));

    private Elementwise() {}

    private static Row row(
            String name,
            boolean broadcasts,
            boolean truth,
            ToIntFunction<OpContext> flops,
            @Nullable OnIntegers integers,
            @Nullable OnReals reals,
            boolean integral) {
        return new Row(
                name, 1, new PerElement(broadcasts, truth, flops, integers, reals, integral));
    }

    private static Row unary(
            String name,
            int flops,
            @Nullable UnaryOperator<Dim> integers,
            @Nullable DoubleUnaryOperator reals) {
        return row(
                name,
                false,
                false,
                _ -> flops,
                integers == null ? null : (_, x) -> integers.apply(x.getFirst()),
                reals == null ? null : (_, x) -> reals.applyAsDouble(x[0]),
                true);
    }

    private static Row binary(
            String name,
            @Nullable OnTwo integers,
            @Nullable DoubleBinaryOperator reals,
            boolean integral) {
        return row(
                name,
                true,
                false,
                _ -> 1,
                integers == null ? null : (_, x) -> integers.apply(x.get(0), x.get(1)),
                reals == null ? null : (_, x) -> reals.applyAsDouble(x[0], x[1]),
                integral);
    }

    private static Row truth(String name, OnTwo integers, @Nullable Truth reals) {
        return row(
                name,
                true,
                true,
                _ -> 1,
                (_, x) -> integers.apply(x.get(0), x.get(1)),
                reals == null ? null : (_, x) -> reals.apply(x[0], x[1]) ? 1 : 0,
                true);
    }

    private static Row bits(String name, LongBinaryOperator bits) {
        return binary(name, (a, b) -> Bits.both(bits, a, b), null, false);
    }

    /// What is never true of a whole number.
    private static Row test(String name, Test reals) {
        return row(
                name,
                false,
                true,
                _ -> 1,
                (_, _) -> Dim.of(0),
                (node, x) -> reals.apply(node, x[0]) ? 1 : 0,
                true);
    }

    private static boolean isInfinite(OpContext node, double x) {
        return (x == Double.POSITIVE_INFINITY && node.attribute("detect_positive", 1) != 0)
                || (x == Double.NEGATIVE_INFINITY && node.attribute("detect_negative", 1) != 0);
    }

    /// One operation between each two inputs, and `last` more.
    private static Row variadic(
            String name, int last, @Nullable OnTwo integers, @Nullable DoubleBinaryOperator reals) {
        return row(
                name,
                true,
                false,
                node -> Math.max(0, node.inputCount() - 1) + last,
                integers == null
                        ? null
                        : (_, x) -> x.stream().reduce(integers::apply).orElse(Dim.of(0)),
                reals == null
                        ? null
                        : (_, x) -> {
                            double all = x[0];
                            for (int i = 1; i < x.length; i++) {
                                all = reals.applyAsDouble(all, x[i]);
                            }
                            return all;
                        },
                true);
    }

    /// Of the dividend's sign where `fmod` is 1, else of the divisor's, which real numbers may have
    /// since version 28: `a - floor(a / b) * b`.
    private static double remainder(OpContext node, double[] x) {
        double truncated = x[0] % x[1];
        boolean ofDividend =
                node.attribute("fmod", 0) == 1
                        || truncated == 0
                        || Math.signum(truncated) == Math.signum(x[1]);
        return ofDividend ? truncated : truncated + x[1];
    }

    private static Dim divide(OpContext node, List<Dim> x) {
        return node.type(0).isFloat()
                ? Arithmetic.divideExactly(x.get(0), x.get(1))
                : Arithmetic.divide(x.get(0), x.get(1));
    }
}
