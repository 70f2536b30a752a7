package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.op.Ops.Row;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// The operators of `ai.onnx.preview.training`, in alphabetical order.
///
/// The optimizers take a learning rate, a count, and then for n tensors all values, all gradients
/// and all states, group after group; they give all values and all states back.
final class TrainingOps {

    static final List<Row> ROWS =
            List.of(
                    // regularise 2, square and add 2, root, add, divide, scale, subtract
                    new Row("Adagrad", 1, optimizer(3, 9)),
                    // regularise 2, momentum 3, squares 4, root, add, divide, scale, subtract
                    new Row("Adam", 1, optimizer(4, 14)),
                    new Row(
                            "Gradient",
                            1,
                            new Rule(
                                    TrainingOps::gradients,
                                    _ -> Cost.unknown("the differentiated graph is not followed"))),
                    // regularise 2, momentum 3, scale, subtract
                    new Row("Momentum", 1, optimizer(3, 7)));

    private TrainingOps() {}

    /// @param groups values, gradients and states
    /// @param flops arithmetic for each element of each value
    private static Op optimizer(int groups, long flops) {
        return new Rule(
                node -> {
                    int count = (node.inputCount() - 2) / groups;
                    List<ValueType> types = new ArrayList<>();
                    for (int group = 0; group < groups; group++) {
                        for (int i = 0; i < count; i++) {
                            if (group != 1) {
                                types.add(node.input(2 + group * count + i));
                            }
                        }
                    }
                    return Outputs.of(node, types);
                },
                node -> {
                    int count = (node.inputCount() - 2) / groups;
                    List<Dim> elements = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        elements.add(node.shape(2 + i).elements());
                    }
                    return Traffic.stream(node, Dim.sum(elements).times(flops));
                });
    }

    /// A gradient has the type of what it is taken for.
    private static List<ValueType> gradients(OpContext node) {
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < node.inputCount(); i++) {
            types.add(node.input(i));
        }
        return Outputs.of(node, types);
    }
}
