package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A copy of data (input 0) with updates (input 2) put where the indices (input 1) say. A reduction
/// costs one operation for each update, and is not computed during analysis.
sealed interface Scattering extends Op.Folding permits ScatterElements, ScatterNd {

    /// The position in the data of each update; empty where one lies outside.
    Optional<int[]> targets(
            OpContext node, Layout data, Layout places, List<Long> indices, Layout updates);

    @Override
    default List<ValueType> infer(OpContext node) {
        return Outputs.of(node, node.input(0));
    }

    @Override
    default Cost cost(OpContext node) {
        return Traffic.stream(node, combines(node) ? node.shape(2).elements() : Dim.of(0));
    }

    @Override
    default Optional<List<TensorValue>> fold(OpContext node) {
        TensorValue data = node.value(0).orElse(null);
        TensorValue places = node.value(1).orElse(null);
        TensorValue updates = node.value(2).orElse(null);
        List<Long> indices = Folds.numbers(node.value(1)).orElse(null);
        if (data == null
                || places == null
                || updates == null
                || indices == null
                || combines(node)) {
            return Optional.empty();
        }
        Layout to = Layout.of(data.shape()).orElseThrow();
        int[] targets =
                targets(
                                node,
                                to,
                                Layout.of(places.shape()).orElseThrow(),
                                indices,
                                Layout.of(updates.shape()).orElseThrow())
                        .orElse(null);
        if (targets == null) {
            return Optional.empty();
        }
        int[] from = IntStream.range(0, data.size()).toArray();
        for (int i = 0; i < targets.length; i++) {
            from[targets[i]] = data.size() + i;
        }
        return Layout.joined(data, updates).map(both -> List.of(to.pick(both, from)));
    }

    private static boolean combines(OpContext node) {
        return !node.attribute("reduction", "none").equals("none");
    }
}
