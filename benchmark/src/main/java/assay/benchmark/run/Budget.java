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

    /// Eleven days and a half: more is a slip of the keyboard.
    public static final double MOST_SECONDS = 1e6;

    /// What starting and ending a process takes, about.
    private static final double START_SECONDS = 1.2;

    /// Warm-up as a share of the timed seconds.
    private static final double WARMUP = 0.5;

    private static final double LEAST_TIMED = 0.3;
    private static final double MOST_TIMED = 3;

    /// Leaves room for analysis and reports within one minute in all.
    public static final Budget QUICK = new Budget("quick", 40, 0.8, 0.05);

    public static final Budget DEFAULT = new Budget("default", 170, 1.5, 0.02);

    public static final Budget THOROUGH = new Budget("thorough", 900, 3, 0.01);

    /// The same wall time cut into `processes` of about equal length, each timed for at least 0.3
    /// seconds and at most 3.
    public Budget cutInto(int processes) {
        double each = seconds / Math.max(1, processes);
        double timed = Math.clamp((each - START_SECONDS) / (1 + WARMUP), LEAST_TIMED, MOST_TIMED);
        return new Budget(name, seconds, timed, intervalTarget);
    }

    /// The same with a share of its wall time.
    public Budget shortened(double share) {
        return new Budget(name, seconds * share, timedSeconds, intervalTarget);
    }

    /// A budget of so many seconds, at the interval target of the default.
    public static Budget ofSeconds(double seconds) {
        if (!(seconds > 0) || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("a budget of " + seconds + " seconds");
        }
        return new Budget(seconds + " s", seconds, Math.clamp(seconds / 40, 0.5, MOST_TIMED), 0.02);
    }
}
