package assay.analyzer.tensor;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Numbers for symbols: `N=8, sequence=128`.
public record Bindings(Map<String, Long> values) {

    public static final Bindings NONE = new Bindings(Map.of());

    public Bindings {
        values = Map.copyOf(values);
    }

    public static Bindings of(String symbol, long value) {
        return new Bindings(Map.of(symbol, value));
    }

    /// These and one more; a number given before for the same symbol is replaced.
    public Bindings with(String symbol, long value) {
        Map<String, Long> more = new TreeMap<>(values);
        more.put(symbol, value);
        return new Bindings(more);
    }

    public OptionalLong get(String symbol) {
        Long value = values.get(symbol);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(name)
                                .append('=')
                                .append(value));
        return text.toString();
    }
}
