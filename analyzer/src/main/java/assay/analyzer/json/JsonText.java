package assay.analyzer.json;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Writes JSON as text without waking the machinery of data binding, which takes longer to start
/// than a small model takes to analyse. Strict: a number that JSON does not have becomes null.
public final class JsonText {

    private static final char[] HEXADECIMAL = "0123456789abcdef".toCharArray();

    private final Appendable out;
    private final boolean pretty;

    private JsonText(Appendable out, boolean pretty) {
        this.out = out;
        this.pretty = pretty;
    }

    /// Writes `node` to `out`.
    ///
    /// @param pretty over several lines; lists of plain values stay on one
    public static void write(JsonNode node, Appendable out, boolean pretty) throws IOException {
        new JsonText(out, pretty).value(node, 0);
    }

    private void value(JsonNode node, int depth) throws IOException {
        if (node.isObject()) {
            object(node, depth);
        } else if (node.isArray()) {
            array(node, depth);
        } else if (node.isString()) {
            quoted(node.stringValue());
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            out.append("null");
        } else {
            out.append(node.asString("null"));
        }
    }

    private void object(JsonNode node, int depth) throws IOException {
        out.append('{');
        String comma = "";
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            out.append(comma);
            line(depth + 1);
            quoted(entry.getKey());
            out.append(pretty ? ": " : ":");
            value(entry.getValue(), depth + 1);
            comma = ",";
        }
        if (!node.isEmpty()) {
            line(depth);
        }
        out.append('}');
    }

    private void array(JsonNode node, int depth) throws IOException {
        boolean plain = true;
        for (JsonNode element : node) {
            plain &= !element.isContainer();
        }
        out.append('[');
        for (Iterator<JsonNode> elements = node.iterator(); elements.hasNext(); ) {
            if (!plain) {
                line(depth + 1);
            }
            value(elements.next(), depth + 1);
            if (elements.hasNext()) {
                out.append(plain && pretty ? ", " : ",");
            }
        }
        if (!plain) {
            line(depth);
        }
        out.append(']');
    }

    private void line(int depth) throws IOException {
        if (pretty) {
            out.append('\n');
            for (int i = 0; i < depth; i++) {
                out.append("  ");
            }
        }
    }

    private void quoted(String text) throws IOException {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !isLoneSurrogate(text, i)) {
                continue;
            }
            out.append(text, plain, i);
            plain = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    out.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        out.append(HEXADECIMAL[(c >> shift) & 0xF]);
                    }
                }
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        return (Character.isHighSurrogate(c)
                        && (at + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(at + 1))))
                || (Character.isLowSurrogate(c)
                        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1))));
    }
}
