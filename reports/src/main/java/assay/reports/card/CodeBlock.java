package assay.reports.card;

/// Text to copy: a command, a definition.
///
/// @param language for highlighting in Markdown, such as `sh` or `json`, or empty
public record CodeBlock(String language, String text) implements Block {}
