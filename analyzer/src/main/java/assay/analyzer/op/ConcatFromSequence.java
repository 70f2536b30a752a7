package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Joins the members of a list along an axis, or stacks them on a new one.
record ConcatFromSequence() implements Op {

    private static final String LENGTH = "the sequence's length depends on data";

    @Override
    public List<ValueType> infer(OpContext node) {
        Shape member = node.shape(0);
        List<ValueType> members = Sequences.members(node.input(0));
        long axis = node.attribute("axis", 0L);
        if (!member.isRanked()) {
            return Outputs.of(node, ValueType.tensor(node.type(0), member));
        }
        Shape shape;
        if (node.attribute("new_axis", 0L) != 0) {
            Dim count = members == null ? Dim.unknown(LENGTH) : Dim.of(members.size());
            shape = Slices.with(member, axis, count);
        } else {
            List<Dim> lengths = new ArrayList<>();
            if (members != null) {
                members.forEach(m -> lengths.add(Slices.dim(m.shape(), axis)));
            }
            shape =
                    Slices.resized(
                            member, axis, members == null ? Dim.unknown(LENGTH) : Dim.sum(lengths));
        }
        return Outputs.of(node, ValueType.tensor(node.type(0), shape));
    }

    @Override
    public Cost cost(OpContext node) {
        Dim bytes = node.outputBytes();
        return Cost.exact(Dim.of(0), Dim.of(0), bytes, bytes);
    }
}
