package assay.analyzer.op;

import java.util.List;
import java.util.Optional;

/// ScatterND: each slice of updates goes to the slice of data that its tuple of indices names.
record ScatterNd() implements Scattering {

    @Override
    public Optional<int[]> targets(
            OpContext node, Layout data, Layout places, List<Long> indices, Layout updates) {
        int leading = places.rank() - 1;
        int depth = leading < 0 ? 0 : places.dim(leading);
        if (leading < 0 || depth > data.rank() || updates.rank() != leading + data.rank() - depth) {
            return Optional.empty();
        }
        int[] targets = new int[updates.size()];
        for (int i = 0; i < targets.length; i++) {
            int[] from = updates.coordinates(i);
            int[] tuple = new int[places.rank()];
            System.arraycopy(from, 0, tuple, 0, leading);
            int[] at = new int[data.rank()];
            for (int axis = 0; axis < depth; axis++) {
                tuple[leading] = axis;
                if (!places.holds(tuple)) {
                    return Optional.empty();
                }
                at[axis] = data.place(indices.get(places.position(tuple)), axis);
            }
            System.arraycopy(from, leading, at, depth, data.rank() - depth);
            if (!data.holds(at)) {
                return Optional.empty();
            }
            targets[i] = data.position(at);
        }
        return Optional.of(targets);
    }
}
