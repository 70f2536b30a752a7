package assay.benchmark.calibrate;

import java.util.List;

/// What a node costs besides its arithmetic: the slope between the shortest and the longest chain
/// of tiny nodes, timed with one thread.
final class NodeSlope {

    private NodeSlope() {}

    /// Seconds of a node.
    ///
    /// @throws IllegalArgumentException if `times` lacks two chains of different lengths
    static double seconds(List<RungTime> times) {
        RungTime few = null;
        RungTime many = null;
        for (RungTime time : times) {
            if (time.rung().quantity() instanceof Quantity.NodeCost && time.threads() == 1) {
                many = many == null || time.rung().links() > many.rung().links() ? time : many;
                few = few == null || time.rung().links() < few.rung().links() ? time : few;
            }
        }
        if (few == null || many == null || few.rung().links() == many.rung().links()) {
            throw new IllegalArgumentException("the ladder lacks two chains of tiny nodes");
        }
        double slope =
                (many.seconds() - few.seconds()) / (many.rung().links() - few.rung().links());
        // Interruptions can make the longer chain look quicker; then its mean is the better guess.
        return slope > 0 ? slope : many.seconds() / many.rung().links();
    }
}
