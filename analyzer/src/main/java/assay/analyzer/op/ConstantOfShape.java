package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Reals;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// ConstantOfShape: the one element of the attribute `value` (0 as float32 without it) in the dims
/// that the input gives.
record ConstantOfShape() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        ElementType type =
                node.node().attributes().get("value") instanceof Attribute.Tensor(var value)
                        ? value.type()
                        : ElementType.FLOAT32;
        List<Dim> dims = node.integers(0).orElse(null);
        if (dims != null) {
            return Outputs.of(node, type, Shape.of(dims));
        }
        OptionalInt rank = Known.length(node.shape(0));
        String why = "the wanted shape depends on data";
        return Outputs.of(
                node,
                type,
                rank.isEmpty() ? Shape.unranked(why) : Shape.ofRank(rank.getAsInt(), why));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        Layout to = Layout.of(node.output(0).shape()).orElse(null);
        TensorValue element =
                node.node().attributes().get("value") instanceof Attribute.Tensor(var value)
                        ? value.value()
                        : new Reals(ElementType.FLOAT32, List.of(1L), List.of(0.0));
        return to == null || element == null || element.size() != 1
                ? Optional.empty()
                : Optional.of(List.of(to.pick(element, new int[to.size()])));
    }
}
