package assay.benchmark.stats;

/// How large a difference must be to matter: the larger of a share and an absolute floor.
///
/// @param relative share of the base's median: 0.02 is 2 %
/// @param floorSeconds differences below this matter in no case: what a clock and a call cost
public record Margin(double relative, double floorSeconds) {

    /// 2 %, and half a microsecond.
    public static final Margin DEFAULT = new Margin(0.02, 0.5e-6);

    public Margin {
        if (!(relative >= 0 && relative < 10) || !(floorSeconds >= 0 && floorSeconds < 1e6)) {
            throw new IllegalArgumentException(
                    "a margin of " + relative + " and " + floorSeconds + " s");
        }
    }

    /// As a share of this base.
    public double of(double baseSeconds) {
        return Math.max(relative, floorSeconds / baseSeconds);
    }
}
