package assay.reports.cli;

import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Measurement;
import java.util.Objects;

/// What one side of a comparison is called: its model's name, and where both sides have the same
/// name, what tells them apart. Results name what they hold, so no file's name is taken: those of a
/// redacted result would give the model away.
///
/// @param apart the start of the model's hash where the models differ, when it was measured where
///   the files do; empty where the names tell, or nothing does
record ComparedSide(String name, String apart) {

    private static final int HASH_DIGITS = 12;

    static ComparedSide base(Comparison comparison) {
        return of(comparison, comparison.base());
    }

    static ComparedSide other(Comparison comparison) {
        return of(comparison, comparison.other());
    }

    private static ComparedSide of(Comparison comparison, Measurement side) {
        return new ComparedSide(side.model().name(), apart(comparison, side));
    }

    private static String apart(Comparison comparison, Measurement side) {
        Measurement base = comparison.base();
        Measurement other = comparison.other();
        String hash = side.model().sha256();
        String time = side.environment().time();
        if (!base.model().name().equals(other.model().name())) {
            return "";
        }
        if (!base.model().sha256().equals(other.model().sha256())) {
            return "(SHA-256 " + hash.substring(0, Math.min(HASH_DIGITS, hash.length())) + ")";
        }
        boolean sameTime = Objects.equals(base.environment().time(), other.environment().time());
        return comparison.paired() || sameTime || time == null ? "" : "of " + time;
    }
}
