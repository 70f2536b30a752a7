package assay.benchmark.replay;

import java.util.ArrayList;
import java.util.List;

/// How many buffers the copies of a kernel take in turn, so that each value waits for its reader as
/// long, in bytes, as it does in the model: one buffer alone would lie nearer than it does there.
///
/// @param lanes chains of copies that are taken in turn; sets of inputs where there is no chain
/// @param buffers for each input the buffers that the copies read in turn, at least `lanes`
record Rotation(int lanes, List<Integer> buffers) {

    private static final int MOST = 8;

    Rotation {
        buffers = List.copyOf(buffers);
    }

    /// For kernels of one signature of which a model holds so many copies.
    static Rotation of(List<Kernel> alike, int copies) {
        Kernel first = alike.getFirst();
        double freshest = Double.POSITIVE_INFINITY;
        List<Double> ages = new ArrayList<>();
        for (int i = 0; i < first.inputs().size(); i++) {
            double age = 0;
            for (Kernel kernel : alike) {
                age += (double) kernel.ages().get(i) / alike.size();
            }
            ages.add(age);
            if (age > 0) {
                freshest = Math.min(freshest, age);
            }
        }
        int lanes = turns(Double.isInfinite(freshest) ? 0 : freshest, first, copies);
        List<Integer> buffers = new ArrayList<>();
        for (double age : ages) {
            buffers.add(Math.max(lanes, turns(age, first, copies)));
        }
        return new Rotation(lanes, buffers);
    }

    private static int turns(double age, Kernel kernel, int copies) {
        long turns = Math.round(age / kernel.freshBytes());
        return Math.clamp(turns, 1, Math.min(MOST, copies));
    }
}
