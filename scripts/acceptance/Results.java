package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import json.JsonText;

/// A JSON object that a command wrote. What is not in it refutes the claim that needs it, with the
/// reason that the object gives under `unknown`.
record Results(Map<?, ?> object) {

    static Results read(Path file) throws IOException {
        Refuted.unless(Files.isRegularFile(file), file.getFileName() + " was not written");
        return of(JsonText.parse(Files.readString(file)));
    }

    private static Results of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Results(map);
        }
        throw new Refuted("not an object: " + value);
    }

    /// The entry of that batch size.
    Results batch(int size) {
        for (Results entry : list("batches")) {
            if (entry.number("batch") == size) {
                return entry;
            }
        }
        throw new Refuted("batch " + size + " is not in the measurement");
    }

    double p50() {
        return at("latencySeconds").number("p50");
    }

    boolean has(String key) {
        return object.get(key) != null;
    }

    Results at(String key) {
        return of(value(key));
    }

    List<Results> list(String key) {
        if (value(key) instanceof List<?> list) {
            var results = new ArrayList<Results>();
            list.forEach(each -> results.add(of(each)));
            return results;
        }
        throw new Refuted(key + " is no list");
    }

    double number(String key) {
        if (value(key) instanceof Double number) {
            return number;
        }
        throw new Refuted(key + " is no number: " + value(key));
    }

    String text(String key) {
        return String.valueOf(value(key));
    }

    /// Why `key` is not known, as the object says; empty where it says nothing.
    String why(String key) {
        Object why = object.get("unknown") instanceof Map<?, ?> reasons ? reasons.get(key) : null;
        return why == null ? "" : String.valueOf(why);
    }

    private Object value(String key) {
        Object value = object.get(key);
        if (value == null) {
            throw new Refuted("no " + key + (why(key).isEmpty() ? "" : ": " + why(key)));
        }
        return value;
    }
}
