package assay.reports.card;

/// Something that the reader should know or do.
///
/// @param severity how much it matters
/// @param id a stable short name, such as `dynamic_input_shapes`
/// @param message what was found
/// @param advice what to do about it, or empty
public record Finding(Severity severity, String id, Text message, Text advice) implements Block {

    /// How much a finding matters; always printed as a word, never as a colour alone.
    public enum Severity {
        INFO("note"),
        WARNING("warning"),
        CRITICAL("critical");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
