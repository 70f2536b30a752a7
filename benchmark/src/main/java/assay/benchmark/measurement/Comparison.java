package assay.benchmark.measurement;

import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Change;
import assay.benchmark.stats.Margin;
import java.util.List;

/// Two measurements compared, batch size by batch size.
///
/// @param schema [#SCHEMA]
/// @param paired whether the two were measured in turns in one run; else at different times
/// @param margins within which a difference does not matter
/// @param marginFrom where that comes from, in words
/// @param contrasts in what the two differ, the model and its options included
/// @param batches of either, ascending
/// @param base as measured
/// @param other the new one as measured
public record Comparison(
        String schema,
        boolean paired,
        ByLevel<Margin> margins,
        String marginFrom,
        List<Contrast> contrasts,
        List<BatchComparison> batches,
        Measurement base,
        Measurement other) {

    public static final String SCHEMA = "assay/comparison/1";

    public Comparison {
        contrasts = List.copyOf(contrasts);
        batches = List.copyOf(batches);
    }

    /// What a gate has to know of the whole.
    public enum Outcome {
        /// No batch size is slower, all are told.
        NO_REGRESSION,
        /// At least one batch size is slower.
        REGRESSION,
        /// None is slower as far as can be told, and at least one cannot be told.
        INCONCLUSIVE,
        /// A side has no figures at a batch size that the other has, or there is nothing to
        /// compare.
        INVALID
    }

    /// The outcome; of several the gravest: a regression, then what is invalid.
    public Outcome outcome() {
        if (batches.stream().anyMatch(batch -> batch.change() == Change.SLOWER)) {
            return Outcome.REGRESSION;
        }
        if (batches.isEmpty() || batches.stream().anyMatch(batch -> batch.change() == null)) {
            return Outcome.INVALID;
        }
        return batches.stream().anyMatch(batch -> batch.change() == Change.INCONCLUSIVE)
                ? Outcome.INCONCLUSIVE
                : Outcome.NO_REGRESSION;
    }
}
