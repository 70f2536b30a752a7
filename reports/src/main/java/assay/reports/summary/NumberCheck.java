package assay.reports.summary;

import assay.reports.card.Card;
import assay.reports.card.Numbers;
import assay.reports.card.PlainText;
import assay.reports.card.Printed;
import assay.reports.card.Quantity;
import assay.reports.card.Span;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds every number of a text against a card. A number stands when the card prints it, digit for
/// digit and with the same unit; a bare one when the card has that count; a word that holds digits
/// (`ResNet-18`, `fp16`) when the card holds the word. What is said of a number is not checked.
final class NumberCheck {

    private static final String UNIT =
            "(?:[kMGTP]?FLOPs?(?:/s|/B)?|[kMGTP]?MACs?|(?:[KMGT]i|[kMGTP])?B(?:/s)?|[mµn]?s|/s|%|×|"
                    + "[kMG]?Hz|m?W|[mk]?J|°C)";

    /// Beside the units, what a count's prefix looks like: `11.7 M`.
    private static final Pattern UNITS = Pattern.compile(UNIT + "|[kMGTP]");

    private static final Pattern NUMBER = Pattern.compile("[-−+±]?\\d[\\d,]*(?:\\.\\d+)?");

    private static final Pattern GLUED =
            Pattern.compile("[-−+±]?\\d[\\d,]*(?:\\.\\d+)?(?:" + UNIT + "|[x×]|[kMGTP])");

    private static final Map<String, Integer> WORDS =
            Map.ofEntries(
                    Map.entry("two", 2),
                    Map.entry("twice", 2),
                    Map.entry("double", 2),
                    Map.entry("doubles", 2),
                    Map.entry("doubled", 2),
                    Map.entry("three", 3),
                    Map.entry("thrice", 3),
                    Map.entry("triple", 3),
                    Map.entry("triples", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("eleven", 11),
                    Map.entry("twelve", 12),
                    Map.entry("dozen", 12),
                    Map.entry("twenty", 20),
                    Map.entry("thirty", 30),
                    Map.entry("forty", 40),
                    Map.entry("fifty", 50),
                    Map.entry("sixty", 60),
                    Map.entry("seventy", 70),
                    Map.entry("eighty", 80),
                    Map.entry("ninety", 90),
                    Map.entry("hundred", 100),
                    Map.entry("hundreds", 100),
                    Map.entry("thousand", 1000),
                    Map.entry("thousands", 1000),
                    Map.entry("million", 1_000_000),
                    Map.entry("billion", 1_000_000_000),
                    Map.entry("half", 0),
                    Map.entry("halves", 0),
                    Map.entry("quarter", 0));

    private final Set<String> printed = new HashSet<>();
    private final Set<String> counts = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    private NumberCheck() {}

    static NumberCheck of(Card card) {
        NumberCheck check = new NumberCheck();
        check.words(card.title());
        for (Printed.Line line : Printed.lines(card)) {
            for (Span span : line.text().spans()) {
                if (span instanceof Quantity.Known known) {
                    check.number(known);
                } else {
                    check.words(PlainText.of(Text.of(span)));
                }
            }
        }
        return check;
    }

    private void number(Quantity.Known known) {
        printed.add(close(Numbers.text(known)));
        printed.add(close(Numbers.text(known.value(), known.unit())));
        printed.add(close(Numbers.exact(known.value(), known.unit())));
        for (Double end : Arrays.asList(known.low(), known.high())) {
            if (end != null) {
                printed.add(close(Numbers.text(end, known.unit())));
            }
        }
        Matcher spread = Pattern.compile("±([\\d.]+ %)").matcher(Numbers.spread(known));
        if (spread.matches()) {
            printed.add(close(spread.group(1)));
        }
        if (known.unit() == Unit.COUNT) {
            counts.add(plain(Numbers.text(known)));
            counts.add(plain(Numbers.exact(known.value(), Unit.COUNT)));
        }
    }

    private void words(String text) {
        for (String word : text.split("[\\s\"]+", -1)) {
            String bare = bare(word);
            if (bare.chars().anyMatch(Character::isDigit)) {
                words.add(bare.toLowerCase(Locale.ROOT));
            }
        }
    }

    /// The first number of `text` that the card does not have, as it stands there; empty where all
    /// are on it.
    Optional<String> firstForeign(String text) {
        for (int c : text.codePoints().toArray()) {
            int type = Character.getType(c);
            boolean digit =
                    type == Character.DECIMAL_DIGIT_NUMBER
                            || type == Character.LETTER_NUMBER
                            || type == Character.OTHER_NUMBER;
            if (digit && !(c >= '0' && c <= '9')) {
                return Optional.of(Character.toString(c));
            }
        }
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            Integer value = WORDS.get(word);
            if (value != null && !counts.contains(Integer.toString(value))) {
                return Optional.of(word);
            }
        }
        String[] said = text.split("[\\s\u00A0\u202F—()\\[\\]]+", -1);
        for (int i = 0; i < said.length; i++) {
            String word = bare(said[i]);
            boolean holdsDigit = word.chars().anyMatch(Character::isDigit);
            if (holdsDigit && !stands(word, i + 1 < said.length ? bare(said[i + 1]) : "")) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private boolean stands(String word, String next) {
        if (NUMBER.matcher(word).matches()) {
            return UNITS.matcher(next).matches()
                    ? printed.contains(close(word + next))
                    : counts.contains(plain(word)) || words.contains(word);
        }
        return words.contains(word.toLowerCase(Locale.ROOT))
                || (GLUED.matcher(word).matches()
                        && printed.contains(close(word).replaceFirst("x$", "×")));
    }

    /// A printed number as compared: no spaces, no commas between thousands, no sign.
    private static String close(String printed) {
        return plain(printed).replaceAll("[ \\u00A0\\u202F]", "");
    }

    private static String plain(String number) {
        return number.replace(",", "").replaceFirst("^[-−+±]", "");
    }

    private static String bare(String word) {
        return word.replaceAll("^[\\p{Ps}\\p{Pi}\"'*]+|[\\p{Pe}\\p{Pf}\"'*.,;:!?]+$", "");
    }
}
