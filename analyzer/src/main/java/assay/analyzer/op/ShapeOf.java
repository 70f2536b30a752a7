package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;

/// Shape: the dims of the input from `start` to `end` (both since set 15), as int64. Costs nothing.
record ShapeOf() implements Op.Folding {

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape data = node.shape(0);
        Dim length =
                data.isRanked()
                        ? Dim.of(taken(node, data).size())
                        : Dim.unknown("the rank is not known");
        return Outputs.of(node, ElementType.INT64, Shape.of(length));
    }

    private static List<Dim> taken(OpContext node, Shape data) {
        int start = clamped(node.attribute("start", 0), data.rank());
        int end = clamped(node.attribute("end", Long.MAX_VALUE), data.rank());
        return start >= end ? List.of() : data.dims().subList(start, end);
    }

    private static int clamped(long position, int rank) {
        return (int) Math.clamp(position < 0 ? position + rank : position, 0L, rank);
    }

    @Override
    public Cost cost(OpContext node) {
        return Cost.FREE;
    }

    @Override
    public Optional<List<TensorValue>> fold(OpContext node) {
        Shape data = node.shape(0);
        if (!data.isRanked() || data.rank() > TensorValue.MOST_ELEMENTS) {
            return Optional.empty();
        }
        return Optional.of(List.of(TensorValue.vector(taken(node, data))));
    }
}
