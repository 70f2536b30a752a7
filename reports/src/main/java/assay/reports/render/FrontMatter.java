package assay.reports.render;

import assay.reports.card.Printable;
import java.util.List;
import java.util.Map;

/// The head of a Hugging Face model card: YAML between two lines of dashes. Every string stands in
/// double quotes with YAML's escapes, so that no name can end the head, begin a key or a tag, or be
/// taken for a number.
public final class FrontMatter {

    private FrontMatter() {}

    /// The head of these keys.
    ///
    /// @param keys in their order: strings, numbers, booleans, lists of these, and maps
    public static String of(Map<String, ?> keys) {
        StringBuilder yaml = new StringBuilder("---\n");
        map(yaml, keys, 0);
        return yaml.append("---\n\n").toString();
    }

    private static void map(StringBuilder yaml, Map<String, ?> keys, int indent) {
        keys.forEach((key, value) -> {
            if (!key.matches("[a-z][a-z_-]*")) {
                throw new IllegalArgumentException("A key is of a-z, _ and -, not '" + key + "'");
            }
            yaml.append(" ".repeat(indent)).append(key).append(':');
            value(yaml, value, indent);
        });
    }

    private static void value(StringBuilder yaml, Object value, int indent) {
        switch (value) {
            case Map<?, ?> map -> {
                yaml.append('\n');
                map(yaml, named(map), indent + 2);
            }
            case List<?> list when list.isEmpty() -> yaml.append(" []\n");
            case List<?> list -> {
                yaml.append('\n');
                list.forEach(each -> item(yaml, each, indent));
            }
            default -> yaml.append(' ').append(scalar(value)).append('\n');
        }
    }

    /// A map as an item begins on the line of its dash.
    private static void item(StringBuilder yaml, Object item, int indent) {
        yaml.append(" ".repeat(indent)).append("-");
        if (item instanceof Map<?, ?> map) {
            StringBuilder inner = new StringBuilder();
            map(inner, named(map), indent + 2);
            yaml.append(' ').append(inner.substring(indent + 2));
        } else {
            value(yaml, item, indent);
        }
    }

    @SuppressWarnings("unchecked") // every caller's keys are strings; others fail where used
    private static Map<String, ?> named(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Boolean b -> b.toString();
            case Long n -> n.toString();
            case Integer n -> n.toString();
            case Double d when Double.isFinite(d) -> d.toString();
            case String s -> quoted(s);
            default ->
                    throw new IllegalArgumentException(
                            "YAML is not written of " + value.getClass());
        };
    }

    /// YAML 1.2, section 5.7: in double quotes only the quote and the backslash mean something;
    /// what cannot be printed is replaced before.
    static String quoted(String raw) {
        return '"' + Printable.line(raw).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
