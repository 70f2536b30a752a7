package assay.analyzer.analysis;

import assay.analyzer.tensor.ElementType;

/// The values that a graph input may take without the run failing or losing its sense.
///
/// @param input name of the graph input
/// @param type its element type
/// @param min smallest value
/// @param max largest value, included
/// @param how where the range comes from
/// @param why one phrase for the reader
public record InputRange(
        String input, ElementType type, long min, long max, Source how, String why) {

    /// Where a range comes from.
    public enum Source {
        /// The graph indexes a table with it: values beyond the range fail.
        INDEX,
        /// The graph uses it as a mask.
        MASK,
        /// The graph uses it as a length, a size or a count.
        SIZE,
        /// A sample rate in Hz.
        SAMPLE_RATE,
        /// A real number: drawn from the standard normal distribution; `min` and `max` say nothing.
        NORMAL,
        /// The graph sets no limit; a small range that every use stands.
        FREE
    }

    static InputRange normal(String input, ElementType type) {
        return new InputRange(input, type, 0, 0, Source.NORMAL, "real numbers, standard normal");
    }
}
