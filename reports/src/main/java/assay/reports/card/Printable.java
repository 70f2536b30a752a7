package assay.reports.card;

/// Makes a raw name fit to be shown on one line: a model may call its nodes anything.
public final class Printable {
    private Printable() {}

    /// The text on one line without control characters, direction overrides, invisible characters
    /// and broken surrogates; each stands as U+FFFD, white space as one space.
    public static String line(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        raw.codePoints()
                .forEach(c -> {
                    if (c == '\n' || c == '\r' || c == '\t' || Character.isSpaceChar(c)) {
                        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                            text.append(' ');
                        }
                    } else {
                        text.appendCodePoint(harmless(c) ? c : 0xFFFD);
                    }
                });
        return text.toString().strip();
    }

    /// As [#line], with line breaks and indentation kept: for code blocks.
    public static String lines(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        raw.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .forEach(c ->
                        text.appendCodePoint(c == '\n' || c == '\t' || harmless(c) ? c : 0xFFFD));
        return text.toString();
    }

    /// As [#line], cut to at most `length` code points, the last an ellipsis where something is
    /// missing. The end of a name tells more than its middle, so the cut is in the middle.
    public static String clip(String raw, int length) {
        String head =
                raw.length() > 4 * length
                        ? raw.substring(0, 2 * length) + raw.substring(raw.length() - 2 * length)
                        : raw;
        String line = line(head);
        int[] points = line.codePoints().toArray();
        if (points.length <= length && head.length() == raw.length()) {
            return line;
        }
        int front = Math.min((length - 1) * 2 / 3, points.length);
        int back = Math.min(length - 1 - front, points.length - front);
        return new String(points, 0, front) + "…" + new String(points, points.length - back, back);
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default ->
                    c != 0x115F
                            && c != 0x1160
                            && c != 0x3164
                            && c != 0xFFA0
                            && c != 0x2028
                            && c != 0x2029;
        };
    }
}
