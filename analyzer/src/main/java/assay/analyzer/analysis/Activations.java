package assay.analyzer.analysis;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Monomials;
import assay.analyzer.tensor.ValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a graph under numbers, with their sizes as sums over common monomials: what
/// several passes over the same graph share.
final class Activations {

    final TypedGraph graph;
    final Monomials monomials = new Monomials();
    private final Map<String, Integer> numbers;
    private final String[] names;
    private final ValueType[] types;
    private final Monomials.@Nullable Sum[] sizes;

    Activations(TypedGraph graph) {
        this.graph = graph;
        int count = graph.types().size();
        numbers = HashMap.newHashMap(count);
        names = new String[count];
        types = new ValueType[count];
        sizes = new Monomials.Sum[count];
        for (Map.Entry<String, ValueType> value : graph.types().entrySet()) {
            int number = numbers.size();
            numbers.put(value.getKey(), number);
            names[number] = value.getKey();
            types[number] = value.getValue();
        }
    }

    int count() {
        return names.length;
    }

    /// Number of the value; -1 when the graph has none of that name.
    int number(String value) {
        return numbers.getOrDefault(value, -1);
    }

    /// Numbers of those of the values that the graph has.
    int[] numbers(List<String> values) {
        int[] found = new int[values.size()];
        int count = 0;
        for (String value : values) {
            int number = number(value);
            if (number >= 0) {
                found[count++] = number;
            }
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    String name(int value) {
        return names[value];
    }

    /// Bytes of the value; null where they are unknown.
    Monomials.@Nullable Sum size(int value) {
        Monomials.Sum size = sizes[value];
        if (size == null) {
            Dim bytes = types[value].bytes();
            size = bytes.isUnknown() ? null : monomials.of(bytes);
            sizes[value] = size;
        }
        return size;
    }

    /// Why the bytes of the value are unknown.
    String why(int value) {
        return types[value].bytes() instanceof Dim.Unknown(String because) ? because : "";
    }
}
