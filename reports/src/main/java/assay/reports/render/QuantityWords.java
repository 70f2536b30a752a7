package assay.reports.render;

import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Quantity;
import java.util.ArrayList;
import java.util.List;

/// What a tooltip says of a number: every digit, its kind, what it spans, where it comes from, how
/// far it is trusted.
final class QuantityWords {
    private QuantityWords() {}

    static String tooltip(Quantity.Known known) {
        List<String> words = new ArrayList<>();
        words.add(Numbers.exact(known.value(), known.unit()));
        if (known.low() != null && known.high() != null) {
            words.add(
                    Numbers.exact(known.low(), known.unit())
                            + " to "
                            + Numbers.exact(known.high(), known.unit()));
        }
        words.add(about(known));
        return String.join("; ", words);
    }

    /// All but the number.
    static String about(Quantity.Known known) {
        List<String> words = new ArrayList<>();
        words.add(known.provenance().word());
        add(words, known.span());
        add(words, known.source());
        add(words, known.confidence());
        return String.join("; ", words);
    }

    private static void add(List<String> words, String word) {
        if (!word.isEmpty()) {
            words.add(Printable.line(word));
        }
    }
}
