package assay.reports.chart;

import java.awt.Dimension;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns the drawing library's SVG into one that a strict page can take in: presentation attributes
/// instead of style attributes, theme variables instead of colours, no identifiers (two charts on a
/// page would share them), short numbers.
final class SvgText {
    private static final Pattern ROOT = Pattern.compile("^<svg[^>]*>");
    private static final Pattern DEFINITIONS = Pattern.compile("<defs>.*?</defs>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z][^>]*>");
    private static final Pattern STYLE = Pattern.compile(" style='([^']*)'");
    private static final Pattern CLIP = Pattern.compile(" clip-path='[^']*'");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

    private static final Map<String, String> COLORS = colors();

    /// What SVG takes anyway where nothing is said, and what the root says for all.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "fill-opacity", "1",
                    "stroke-opacity", "1",
                    "opacity", "1",
                    "font-size", "12px",
                    "font-weight", "normal",
                    "stroke-miterlimit", "10");

    private SvgText() {}

    static String themed(String svg, Dimension size) {
        String root =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"%s\" font-size=\"12px\">"
                        .formatted(size.width, size.height, ChartStyle.FAMILIES);
        String body = DEFINITIONS.matcher(ROOT.matcher(svg).replaceFirst("")).replaceAll("");
        String tags =
                TAG.matcher(body).replaceAll(tag -> Matcher.quoteReplacement(tag(tag.group())));
        return root + tags.replace("<g></g>", "");
    }

    private static String tag(String tag) {
        String terse =
                NUMBER.matcher(CLIP.matcher(tag).replaceAll("")).replaceAll(n -> number(n.group()));
        return STYLE.matcher(terse)
                .replaceAll(style -> Matcher.quoteReplacement(attributes(style.group(1))));
    }

    private static String attributes(String style) {
        StringBuilder text = new StringBuilder();
        for (String declaration : style.split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String name = declaration.substring(0, colon).strip();
            String value = declaration.substring(colon + 1).strip();
            if (!name.equals("font-family") && !DEFAULTS.getOrDefault(name, "").equals(value)) {
                String themed = COLORS.getOrDefault(value.replace(" ", ""), value);
                text.append(' ').append(name).append("=\"").append(themed).append('"');
            }
        }
        return text.toString();
    }

    /// Two decimals are finer than any screen.
    private static String number(String number) {
        String text = String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
        return text.replaceFirst("\\.?0+$", "");
    }

    private static Map<String, String> colors() {
        Map<String, String> colors = new TreeMap<>();
        for (Ink ink : Ink.values()) {
            colors.put(
                    "rgb(%d,%d,%d)"
                            .formatted(
                                    ink.color().getRed(),
                                    ink.color().getGreen(),
                                    ink.color().getBlue()),
                    ink.css());
        }
        return colors;
    }
}
