package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Operators that draw random numbers: one draw counts as one elementary function.
final class Randoms {

    private static final String GENERATOR = "one operation counted for each number drawn";

    /// `RandomNormal`, `RandomUniform`: shape and type are attributes.
    static final Op FREE = new Rule(Randoms::free, Work.perOutput(1).modelled(GENERATOR));

    /// `RandomNormalLike`, `RandomUniformLike`: the input gives the shape and is not read.
    static final Op LIKE =
            new Rule(
                    node -> like(node, node.type(0)),
                    node ->
                            Cost.exact(
                                            Dim.of(0),
                                            node.output(0).shape().elements(),
                                            Dim.of(0),
                                            node.outputBytes())
                                    .less(Confidence.MODELLED, GENERATOR));

    /// `Bernoulli`: a draw and a comparison for each element.
    static final Op BERNOULLI =
            new Rule(node -> like(node, node.type(0)), Work.perOutput(2).modelled(GENERATOR));

    /// `Multinomial`: `[batch, classes]` to `[batch, sample_size]`; a cumulative softmax over the
    /// classes (3 each), then a draw and a search for each sample.
    static final Op MULTINOMIAL = new Rule(Randoms::samples, Randoms::sampling);

    private Randoms() {}

    private static List<ValueType> free(OpContext node) {
        List<Dim> dims = new ArrayList<>();
        boolean sane = node.attributeInts("shape").isPresent();
        for (long dim : node.attributeInts("shape").orElse(List.of())) {
            sane &= dim >= 0;
            dims.add(Dim.of(dim));
        }
        Shape shape = sane ? Shape.of(dims) : Shape.unranked("no valid shape is given");
        return Outputs.of(node, ValueType.tensor(type(node, ElementType.FLOAT32), shape));
    }

    private static List<ValueType> like(OpContext node, ElementType otherwise) {
        return Outputs.of(node, ValueType.tensor(type(node, otherwise), node.shape(0)));
    }

    private static ElementType type(OpContext node, ElementType otherwise) {
        return ElementTypes.attribute(node, "dtype", otherwise);
    }

    private static List<ValueType> samples(OpContext node) {
        Dim count = Dim.of(Math.max(0, node.attribute("sample_size", 1L)));
        return Outputs.of(
                node,
                ValueType.tensor(
                        type(node, ElementType.INT32), Shape.of(node.shape(0).dim(0), count)));
    }

    private static Cost sampling(OpContext node) {
        Dim classes = node.shape(0).elements();
        Dim draws = node.output(0).shape().elements();
        return Traffic.stream(node, classes.times(3).plus(draws.times(2)))
                .less(Confidence.MODELLED, GENERATOR);
    }
}
