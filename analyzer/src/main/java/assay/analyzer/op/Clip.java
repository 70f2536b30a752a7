package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clip between `min` and `max`, which are attributes before set 11 and inputs since. One compare
/// an element for each bound.
record Clip() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        int bounds =
                (node.hasAttribute("min") || node.hasInput(1) ? 1 : 0)
                        + (node.hasAttribute("max") || node.hasInput(2) ? 1 : 0);
        return Traffic.stream(node, node.shape(0).elements().times(bounds));
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        if (!(node.value(0).orElse(null) instanceof Integers(var type, var shape, var elements))
                || (node.hasInput(1) && node.value(1).isEmpty())
                || (node.hasInput(2) && node.value(2).isEmpty())
                || node.hasAttribute("min")
                || node.hasAttribute("max")) {
            return Optional.empty();
        }
        List<Dim> clipped = new ArrayList<>(elements.size());
        for (Dim element : elements) {
            Dim low = node.hasInput(1) ? element.max(Known.integer(node, 1)) : element;
            clipped.add(node.hasInput(2) ? low.min(Known.integer(node, 2)) : low);
        }
        return Optional.of(List.of(new Integers(type, shape, clipped)));
    }
}
