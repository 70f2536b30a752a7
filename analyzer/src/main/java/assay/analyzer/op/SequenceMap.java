package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.op.OpContext.Body;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.tensor.ValueType.SequenceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Runs its body on each member of a sequence, and on the members of further sequences at the same
/// place; tensors among the inputs go to every run as they are.
record SequenceMap() implements Op {

    private static final String DIFFER = "differs among the members";
    private static final int MOST_RUNS = 256;

    @Override
    public List<ValueType> infer(OpContext node) {
        List<Body> runs = runs(node);
        boolean told = members(node) >= 0;
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < node.outputCount(); i++) {
            List<ValueType> each = new ArrayList<>();
            for (Body run : runs) {
                each.add(
                        i < run.outputs().size()
                                ? run.outputs().get(i)
                                : ValueType.unknown("the body has no such output"));
            }
            types.add(new SequenceType(CommonType.ofAll(each, DIFFER), told ? each : null));
        }
        return Outputs.of(node, types);
    }

    @Override
    public Cost cost(OpContext node) {
        List<Body> runs = runs(node);
        List<Cost> costs = new ArrayList<>();
        for (Body run : runs) {
            costs.add(run.cost());
        }
        return members(node) >= 0
                ? Cost.sum(costs)
                : TripCount.open("the sequence's length depends on data").charge(Cost.sum(costs));
    }

    /// One run for each member, or one that stands for all where their number is not known.
    private static List<Body> runs(OpContext node) {
        int members = members(node);
        List<Body> runs = new ArrayList<>();
        for (int i = 0; i < (members < 0 ? 1 : members); i++) {
            List<ValueType> types = new ArrayList<>();
            for (int k = 0; k < node.inputCount(); k++) {
                types.add(member(node.input(k), members < 0 ? -1 : i));
            }
            runs.add(
                    node.body(
                            "body",
                            types,
                            Collections.nCopies(types.size(), java.util.Optional.empty())));
        }
        return runs;
    }

    private static ValueType member(ValueType input, int index) {
        if (!(input instanceof SequenceType(ValueType element, List<ValueType> members))) {
            return input;
        }
        return members != null && index >= 0 && index < members.size()
                ? members.get(index)
                : element;
    }

    /// Length of the first sequence, or -1 where it is not known or too long to follow.
    private static int members(OpContext node) {
        return node.input(0) instanceof SequenceType(ValueType _, List<ValueType> members)
                        && members != null
                        && !members.isEmpty()
                        && members.size() <= MOST_RUNS
                ? members.size()
                : -1;
    }
}
