package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `Col2Im`: columns `[N, C * block, L]` summed back into an image `[N, C, D1...]`. Each element of
/// the input is added once.
record ImageColumns() implements Op {

    private static final String DATA = "depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        Optional<List<Dim>> image = node.integers(1);
        Dim rank = image.isPresent() ? Dim.of(image.get().size()) : node.shape(1).dim(0);
        if (!(rank instanceof Dim.Known(long axes)) || axes < 1 || axes > 64) {
            return Outputs.of(
                    node,
                    ValueType.tensor(node.type(0), Shape.unranked("the image's rank " + DATA)));
        }
        List<Dim> dims = new ArrayList<>();
        dims.add(node.shape(0).dim(0));
        dims.add(
                node.integers(2)
                        .map(block -> channels(node.shape(0).dim(1), Dim.product(block)))
                        .orElse(Dim.unknown("the block " + DATA)));
        for (int i = 0; i < axes; i++) {
            dims.add(image.isPresent() ? image.get().get(i) : Dim.unknown("the image " + DATA));
        }
        return Outputs.of(node, ValueType.tensor(node.type(0), Shape.of(dims)));
    }

    private static Dim channels(Dim rows, Dim block) {
        Dim channels = rows.floorDiv(block);
        return channels.times(block).equals(rows)
                ? channels
                : Dim.unknown(rows + " rows are no multiple of a block of " + block);
    }

    @Override
    public Cost cost(OpContext node) {
        return Work.perInput(1).of(node);
    }
}
