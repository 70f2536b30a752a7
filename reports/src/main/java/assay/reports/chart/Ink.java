package assay.reports.chart;

import java.awt.Color;

/// What a colour means. Each has one colour on white; in SVG it becomes the page's variable
/// `--chart-...`, so that one drawing serves both themes. Colours are distinct, because the
/// variable is found by the colour.
enum Ink {
    TEXT("text", 0x1c1f24),
    MUTED("muted", 0x5b626c),
    GRID("grid", 0xe4e6ea),
    SURFACE("surface", 0xfefefe),
    MEASURED("measured", 0x0b5cad),
    MEASURED_SOFT("measured-soft", 0xcfe0f2),
    ESTIMATED("estimated", 0x6a6f78),
    ESTIMATED_SOFT("estimated-soft", 0xdfe1e5),
    /// Parts of a whole: one hue, told apart by lightness and by their labels.
    PART_1("part-1", 0x2f4858),
    PART_2("part-2", 0x4f7186),
    PART_3("part-3", 0x7d9db0),
    PART_4("part-4", 0xa9c1cf),
    PART_5("part-5", 0xcddbe4),
    PART_6("part-6", 0xe8eef2),
    /// Words upon the darker parts.
    ON_DARK("on-dark", 0xfffffe),
    /// Words upon the lighter parts.
    ON_LIGHT("on-light", 0x1c1f25);

    private final String variable;
    private final int rgb;

    Ink(String variable, int rgb) {
        this.variable = variable;
        this.rgb = rgb;
    }

    Color color() {
        return new Color(rgb);
    }

    /// As CSS: the page's variable, or the colour on white where the page has none.
    String css() {
        return "var(--chart-%s,#%06x)".formatted(variable, rgb);
    }

    String variable() {
        return variable;
    }

    static Ink part(int index) {
        Ink[] parts = {PART_1, PART_2, PART_3, PART_4, PART_5, PART_6};
        return parts[Math.min(index, parts.length - 1)];
    }

    /// The words' colour upon a part.
    static Ink onPart(int index) {
        return index < 2 ? ON_DARK : ON_LIGHT;
    }
}
