package assay.analyzer.op;

import java.util.List;
import java.util.Optional;

/// ScatterElements, and Scatter before set 11: each update goes to its own place, but along `axis`
/// to where its index says.
record ScatterElements() implements Scattering {

    @Override
    public Optional<int[]> targets(
            OpContext node, Layout data, Layout places, List<Long> indices, Layout updates) {
        int axis = Slices.axis(node.attribute("axis", 0L), data.rank());
        if (axis < 0 || places.rank() != data.rank() || !places.shape().equals(updates.shape())) {
            return Optional.empty();
        }
        int[] targets = new int[places.size()];
        for (int i = 0; i < targets.length; i++) {
            int[] at = places.coordinates(i);
            at[axis] = data.place(indices.get(i), axis);
            if (!data.holds(at)) {
                return Optional.empty();
            }
            targets[i] = data.position(at);
        }
        return Optional.of(targets);
    }
}
