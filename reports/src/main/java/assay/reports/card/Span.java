package assay.reports.card;

/// A run inside a line of [Text]. Every string in it is raw: renderers escape, callers never do.
public sealed interface Span
        permits Span.Plain, Span.Strong, Span.Name, Span.Link, Span.Term, Quantity {

    /// Words as they are.
    record Plain(String text) implements Span {}

    /// Words with weight.
    record Strong(String text) implements Span {}

    /// A name that a model, a device or a file gave itself, or code: set in a fixed-width face.
    record Name(String text) implements Span {}

    /// A link. The target is `https:`, `http:`, `#section` or a relative path with forward slashes;
    /// any other target is printed as its words alone.
    record Link(String text, String target) implements Span {}

    /// A word of the reader's, with its definition as tooltip.
    record Term(String text, String definition) implements Span {}
}
