package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Operators that rescale elements by statistics of their neighbours and keep type and shape.
///
/// @param flops FLOPs of one run, counted from the definition
record Normalization(Function<OpContext, Dim> flops) implements Op {

    /// exp(x - max x) / sum: maximum, subtraction, exponential, sum and division of each element.
    static final Normalization SOFTMAX = perElement(5);

    /// x - max x - log(sum(exp(x - max x))): as many, the logarithm of the sums left out.
    static final Normalization LOG_SOFTMAX = perElement(5);

    /// One compare an element.
    static final Normalization HARDMAX = perElement(1);

    /// scale * (x - mean) / sqrt(variance + epsilon) + bias: mean, subtraction, square, mean,
    /// division, scale, bias of each element; epsilon and root of each row, a row being a channel
    /// of a sample.
    static final Normalization INSTANCE =
            new Normalization(node ->
                    statistics(node, 7, node.shape(0).dim(0).times(node.shape(0).dim(1)).times(2)));

    /// The same with a row for each group of a sample.
    static final Normalization GROUP =
            new Normalization(node ->
                    statistics(
                            node,
                            7,
                            node.shape(0).dim(0).times(node.attribute("num_groups", 1)).times(2)));

    /// x / norm(x): power, addition, division.
    static final Normalization LP = perElement(3);

    /// (x - mean) / sqrt(mean of (x - mean)^2): mean, subtraction, square, mean, division.
    static final Normalization MEAN_VARIANCE = perElement(5);

    /// x / (bias + alpha / size * sum of squares)^beta: the square, size - 1 additions, a product,
    /// an addition, a power, a division.
    static final Normalization LOCAL_RESPONSE =
            new Normalization(node ->
                    node.shape(0).elements().times(Dim.of(node.attribute("size", 1)).plus(4)));

    private static Normalization perElement(int flops) {
        return new Normalization(node -> node.shape(0).elements().times(flops));
    }

    private static Dim statistics(OpContext node, int perElement, Dim rows) {
        return node.shape(0).elements().times(perElement).plus(rows);
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, flops.apply(node));
    }

    /// Product of the dims before `axis`: the number of rows.
    static Dim outer(Shape shape, OptionalInt axis) {
        return axis.isEmpty()
                ? Dim.unknown("the axis is not known")
                : Dim.product(shape.dims().subList(0, axis.getAsInt()));
    }
}
