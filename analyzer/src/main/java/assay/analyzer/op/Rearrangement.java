package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.function.Function;

/// Operators that put all elements elsewhere and compute nothing.
///
/// @param shape shape of the output
record Rearrangement(Function<OpContext, Shape> shape) implements Op {

    /// Trilu, ReverseSequence: the shape stays.
    static final Rearrangement IN_PLACE = new Rearrangement(node -> node.shape(0));

    /// `[N, C, H, W]` → `[N, C / b^2, H * b, W * b]`.
    static final Rearrangement DEPTH_TO_SPACE =
            new Rearrangement(node -> {
                Shape data = node.shape(0);
                Dim block = Dim.of(node.attribute("blocksize", 1));
                return Shape.of(
                        data.dim(0),
                        data.dim(1).floorDiv(block.times(block)),
                        data.dim(2).times(block),
                        data.dim(3).times(block));
            });

    /// `[N, C, H, W]` → `[N, C * b^2, H / b, W / b]`.
    static final Rearrangement SPACE_TO_DEPTH =
            new Rearrangement(node -> {
                Shape data = node.shape(0);
                Dim block = Dim.of(node.attribute("blocksize", 1));
                return Shape.of(
                        data.dim(0),
                        data.dim(1).times(block).times(block),
                        data.dim(2).floorDiv(block),
                        data.dim(3).floorDiv(block));
            });

    @Override
    public List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.type(0), shape.apply(node));
    }

    @Override
    public Cost cost(OpContext node) {
        return Traffic.copy(node);
    }
}
