package assay.benchmark.run;

/// How long a sweep may take, and what it aims at.
///
/// @param name for the record
/// @param seconds wall time for the whole sweep, profile included. The first fork of the smallest
///   batch is made in any case
/// @param timedSeconds timed per fork, where single runs are shorter
/// @param intervalTarget half-width of the median's interval at which a batch size is done,
///   relative
public record Budget(String name, double seconds, double timedSeconds, double intervalTarget) {

    /// Leaves room for analysis and reports within one minute in all.
    public static final Budget QUICK = new Budget("quick", 40, 0.8, 0.05);

    public static final Budget DEFAULT = new Budget("default", 170, 1.5, 0.02);

    public static final Budget THOROUGH = new Budget("thorough", 900, 3, 0.01);

    /// A budget of so many seconds, at the interval target of the default.
    public static Budget ofSeconds(double seconds) {
        if (!(seconds > 0) || seconds > 1e6) {
            throw new IllegalArgumentException("a budget of " + seconds + " seconds");
        }
        return new Budget(seconds + " s", seconds, Math.clamp(seconds / 60, 0.2, 3), 0.02);
    }
}
