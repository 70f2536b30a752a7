package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.TensorValue.Integers;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// CumSum along the axis in input 1. One addition an element.
record CumulativeSum() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.likeInput(node);
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.stream(node, node.shape(0).elements());
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        if (!(node.value(0).orElse(null) instanceof Integers(var type, var shape, var elements))
                || shape.size() != 1
                || !(Known.integer(node, 1).is(0) || Known.integer(node, 1).is(-1))) {
            return Optional.empty();
        }
        boolean reverse = node.attribute("reverse", 0) == 1;
        boolean exclusive = node.attribute("exclusive", 0) == 1;
        List<Dim> sums = new ArrayList<>(elements.size());
        Dim sum = Dim.of(0);
        for (Dim element : reverse ? elements.reversed() : elements) {
            Dim next = Rounding.wrap(type, sum.plus(element));
            sums.add(exclusive ? sum : next);
            sum = next;
        }
        if (reverse) {
            Collections.reverse(sums);
        }
        return Optional.of(List.of(new Integers(type, shape, sums)));
    }
}
