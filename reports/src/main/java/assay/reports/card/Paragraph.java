package assay.reports.card;

/// Prose.
public record Paragraph(Text text) implements Block {
    public static Paragraph of(String plain) {
        return new Paragraph(Text.of(plain));
    }
}
