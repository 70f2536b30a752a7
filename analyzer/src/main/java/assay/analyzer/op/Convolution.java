package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Conv: data `[N, C, spatial...]`, weight `[M, C/group, kernel...]`, bias `[M]` → `[N, M,
/// spatial...]`.
///
/// MACs = output elements x C/group x kernel elements, positions that lie in the padding included;
/// a bias adds 1 FLOP an output element.
record Convolution() implements Op {

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape(node, node.shape(0), node.shape(1)));
    }

    /// Shape of the result of convolving `data` with `weight` as the attributes say.
    static Shape shape(OpContext node, Shape data, Shape weight) {
        int rank = data.isRanked() ? data.rank() : weight.rank();
        if (rank < 2) {
            return Shape.unranked("neither data nor weight has a known shape");
        }
        if (data.isRanked() && weight.isRanked() && data.rank() != weight.rank()) {
            String what = "data has " + data.rank() + " dims, weight has " + weight.rank();
            node.conflict(what);
            return Shape.unranked(what);
        }
        checkChannels(node, data, weight);
        Window window = Window.of(node, weight, rank - 2).orElse(null);
        List<Dim> dims = new ArrayList<>(rank);
        dims.add(data.dim(0));
        dims.add(weight.dim(0));
        for (int axis = 0; axis < rank - 2; axis++) {
            dims.add(
                    window == null
                            ? Dim.unknown("the window is not known")
                            : window.slide(node, axis, data.dim(axis + 2)));
        }
        return Shape.of(dims);
    }

    private static void checkChannels(OpContext node, Shape data, Shape weight) {
        Dim channels = data.dim(1);
        Dim expected = weight.dim(1).times(node.attribute("group", 1));
        if (channels.isKnown() && expected.isKnown() && !channels.equals(expected)) {
            node.conflict("data has " + channels + " channels, weight expects " + expected);
        }
        node.agree(channels, expected);
    }

    @Override
    public Cost cost(OpContext node) {
        Dim outputs = node.output(0).shape().elements();
        return Traffic.matrix(
                node,
                outputs.times(perOutput(node.shape(1))),
                node.hasInput(2) ? outputs : Dim.of(0));
    }

    /// Products summed up in one output: all dims of the weight but the first.
    static Dim perOutput(Shape weight) {
        return weight.rank() < 2
                ? Dim.unknown("weight's shape is not known")
                : Dim.product(weight.dims().subList(1, weight.rank()));
    }
}
