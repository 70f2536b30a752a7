package assay.analyzer.device;

import java.util.List;
import java.util.Map;

/// Where the numbers of a profile come from.
///
/// @param sources for each key with a number, where that number was taken from
/// @param derived keys whose numbers rest on arithmetic or on a near relative, not on a publication
/// @param confidence the profile as a whole
/// @param exceptions keys that break a consistency rule on purpose, with the reason
public record Provenance(
        Map<String, String> sources,
        List<String> derived,
        Confidence confidence,
        Map<String, String> exceptions) {
    public Provenance {
        sources = Map.copyOf(sources);
        derived = List.copyOf(derived);
        exceptions = Map.copyOf(exceptions);
    }

    /// How far a whole profile can be trusted.
    public enum Confidence {
        TWO_SOURCES_AGREE("two-sources-agree"),
        ONE_SOURCE("one-source"),
        DERIVED("derived"),
        MEASURED("measured");

        private final String word;

        Confidence(String word) {
            this.word = word;
        }

        /// The word that stands for it in a profile.
        public String word() {
            return word;
        }
    }
}
