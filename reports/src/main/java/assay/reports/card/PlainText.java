package assay.reports.card;

/// Text without any format, as a prompt or a terminal takes it.
public final class PlainText {
    private PlainText() {}

    /// The words and the printed numbers of `text`; an unknown is its reason.
    public static String of(Text text) {
        StringBuilder plain = new StringBuilder();
        for (Span span : text.spans()) {
            plain.append(
                    switch (span) {
                        case Span.Plain(String words) -> words;
                        case Span.Strong(String words) -> words;
                        case Span.Name(String name) -> Printable.clip(name, 120);
                        case Span.Link(String words, _) -> words;
                        case Span.Term(String words, _) -> words;
                        case Quantity.Known known -> known(known);
                        case Quantity.Unknown(String reason) -> "unknown (" + reason + ")";
                    });
        }
        return Printable.line(plain.toString());
    }

    private static String known(Quantity.Known known) {
        String spread = Numbers.spread(known);
        return Numbers.text(known) + (spread.isEmpty() ? "" : " (" + spread + ")");
    }
}
