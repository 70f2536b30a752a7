package assay.analyzer.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object read strictly: every key is asked for once, and a key that nobody asked for is
/// an error.
final class ProfileFields {
    private final Path file;
    private final String prefix;
    private final ObjectNode node;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();

    ProfileFields(Path file, String prefix, ObjectNode node) {
        this.file = file;
        this.prefix = prefix;
        this.node = node;
    }

    ProfileException wrong(String key, String what) {
        return new ProfileException(file, prefix + key, what);
    }

    String text(String key) {
        JsonNode value = required(key);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong(key, "must be a text, is " + value);
        }
        return value.stringValue();
    }

    @Nullable String optionalText(String key) {
        asked.add(key);
        return node.has(key) ? text(key) : null;
    }

    double positive(String key) {
        JsonNode value = required(key);
        numbers.add(key);
        return positive(key, value);
    }

    @Nullable Double optionalPositive(String key) {
        asked.add(key);
        return node.has(key) ? positive(key) : null;
    }

    int whole(String key) {
        double value = positive(key);
        if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw wrong(key, "must be a whole number, is " + value);
        }
        return (int) value;
    }

    List<String> texts(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            throw wrong(key, "must be a list, is " + value);
        }
        for (JsonNode item : value) {
            if (!item.isString()) {
                throw wrong(key, "must hold texts, holds " + item);
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    /// A table of positive numbers; empty where the key is absent.
    Map<String, Double> table(String key) {
        asked.add(key);
        Map<String, Double> table = new LinkedHashMap<>();
        if (!node.has(key)) {
            return table;
        }
        numbers.add(key);
        ObjectNode object = object(key);
        for (String name : object.propertyNames()) {
            table.put(name, positive(key + "." + name, object.get(name)));
        }
        return table;
    }

    Map<String, String> textTable(String key) {
        asked.add(key);
        Map<String, String> table = new LinkedHashMap<>();
        if (!node.has(key)) {
            return table;
        }
        ObjectNode object = object(key);
        for (String name : object.propertyNames()) {
            JsonNode value = object.get(name);
            if (!value.isString() || value.stringValue().isBlank()) {
                throw wrong(key + "." + name, "must be a text, is " + value);
            }
            table.put(name, value.stringValue());
        }
        return table;
    }

    /// The objects of a list, each read as strictly as this one; empty where the key is absent.
    List<ProfileFields> objects(String key) {
        asked.add(key);
        List<ProfileFields> fields = new ArrayList<>();
        JsonNode value = node.get(key);
        if (value == null) {
            return fields;
        }
        if (!value.isArray()) {
            throw wrong(key, "must be a list of objects, is " + value);
        }
        numbers.add(key);
        for (JsonNode item : value) {
            if (!(item instanceof ObjectNode object)) {
                throw wrong(key, "must hold objects, holds " + item);
            }
            fields.add(new ProfileFields(file, prefix + key + "[" + fields.size() + "].", object));
        }
        return fields;
    }

    /// Keys read so far that hold numbers.
    Set<String> numbers() {
        return numbers;
    }

    /// @throws ProfileException when a key is left that nobody asked for
    void finish() {
        for (String key : node.propertyNames()) {
            if (!asked.contains(key)) {
                throw wrong(key, "unknown key");
            }
        }
    }

    private ObjectNode object(String key) {
        if (!(node.get(key) instanceof ObjectNode object)) {
            throw wrong(key, "must be an object, is " + node.get(key));
        }
        return object;
    }

    private JsonNode required(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            throw wrong(key, "missing");
        }
        return value;
    }

    private double positive(String key, JsonNode value) {
        if (!value.isNumber()
                || !(value.doubleValue() > 0)
                || Double.isInfinite(value.doubleValue())) {
            throw wrong(key, "must be a number above 0, is " + value);
        }
        return value.doubleValue();
    }
}
