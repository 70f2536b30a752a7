package assay.benchmark.run;

import assay.benchmark.measurement.Warning;

/// How a measuring process ended.
sealed interface ForkOutcome {

    /// Wall time from start to end of the process, less that of its device-resident span.
    double seconds();

    /// It measured; `samples` are the raw ones, `watched` what was seen from outside meanwhile.
    record Measured(ForkReport report, SortedSamples samples, Watched watched, double seconds)
            implements ForkOutcome {}

    /// It did not finish, and why.
    record Broken(Warning warning, double seconds) implements ForkOutcome {}
}
