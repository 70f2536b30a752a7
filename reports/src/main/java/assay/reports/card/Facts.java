package assay.reports.card;

import java.util.List;

/// Names and their values: two columns, no head.
public record Facts(List<Fact> facts) implements Block {
    public Facts {
        facts = List.copyOf(facts);
    }

    /// A name with its value.
    ///
    /// @param name what the value is of, in the reader's words
    /// @param value the value
    /// @param note the definition or condition behind it, or empty
    public record Fact(String name, Text value, String note) {
        public Fact(String name, Text value) {
            this(name, value, "");
        }

        public Fact(String name, Span value) {
            this(name, Text.of(value), "");
        }

        public Fact(String name, String value) {
            this(name, Text.of(value), "");
        }
    }

    public static Facts of(Fact... facts) {
        return new Facts(List.of(facts));
    }
}
