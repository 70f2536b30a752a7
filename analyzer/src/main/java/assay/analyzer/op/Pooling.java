package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// AveragePool, LpPool and MaxPool over `[N, C, spatial...]`.
///
/// FLOPs of one output, with k elements under the window, positions in the padding included:
/// maximum k - 1 compares; average k (k - 1 additions, 1 division); p-norm 3k (k absolute values, k
/// powers, k - 1 additions, 1 root).
record Pooling(Kind kind) implements Op {

    enum Kind {
        AVERAGE,
        LP,
        MAX
    }

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape shape = shape(node);
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), shape),
                ValueType.tensor(ElementType.INT64, shape));
    }

    static Shape shape(OpContext node) {
        Shape data = node.shape(0);
        if (data.rank() < 2) {
            return data.isRanked() ? Shape.unranked("data has fewer than 2 dims") : data;
        }
        Window window = Window.of(node, Shape.unranked("none"), data.rank() - 2).orElse(null);
        if (window == null) {
            return Shape.ofRank(data.rank(), "the window is not known");
        }
        List<Dim> dims = new ArrayList<>(data.dims().subList(0, 2));
        for (int axis = 0; axis < data.rank() - 2; axis++) {
            dims.add(window.slide(node, axis, data.dim(axis + 2)));
        }
        return Shape.of(dims);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim window = Dim.of(1);
        for (long size : node.attributeInts("kernel_shape").orElse(List.of())) {
            window = window.times(size);
        }
        Dim perOutput =
                switch (kind) {
                    case AVERAGE -> window;
                    case LP -> window.times(3);
                    case MAX -> window.minus(1);
                };
        return Traffic.stream(node, node.output(0).shape().elements().times(perOutput));
    }
}
