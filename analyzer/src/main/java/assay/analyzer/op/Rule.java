package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.ValueType;
import java.util.List;

/// An operator told by its two rules.
record Rule(Types types, Work work) implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return types.of(node);
    }

    @Override
    public Cost cost(OpContext node) {
        return work.of(node);
    }
}
