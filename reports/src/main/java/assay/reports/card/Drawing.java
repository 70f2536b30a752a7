package assay.reports.card;

/// What came of drawing a [Picture].
public sealed interface Drawing {

    /// An `<svg>` element, well-formed, with no script, no style attribute and no outside
    /// reference.
    record Svg(String element) implements Drawing {}

    /// A PNG file's bytes.
    final class Png implements Drawing {
        private final byte[] bytes;

        public Png(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /// Nothing could be drawn: a sentence that says why and what to do.
    record Missing(String reason) implements Drawing {}
}
