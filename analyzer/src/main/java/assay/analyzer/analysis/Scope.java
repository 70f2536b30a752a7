package assay.analyzer.analysis;

import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values visible at a place of a graph: its own and, inside a body, those of the graphs around
/// it.
final class Scope {

    final Map<String, ValueType> types = new LinkedHashMap<>();
    final Map<String, TensorValue> values = new HashMap<>();
    final Set<String> stored = new HashSet<>();
    private final @Nullable Scope around;

    Scope(@Nullable Scope around) {
        this.around = around;
    }

    ValueType type(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            ValueType type = scope.types.get(name);
            if (type != null) {
                return type;
            }
        }
        return ValueType.unknown("the value '" + name + "' is used before any node makes it");
    }

    Optional<TensorValue> value(String name) {
        if (around == null) {
            return Optional.ofNullable(values.get(name));
        }
        Scope owner = owner(name);
        return owner == null ? Optional.empty() : Optional.ofNullable(owner.values.get(name));
    }

    boolean isStored(String name) {
        if (around == null) {
            return stored.contains(name);
        }
        Scope owner = owner(name);
        return owner != null && owner.stored.contains(name);
    }

    boolean isDefined(String name) {
        return owner(name) != null;
    }

    private @Nullable Scope owner(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            if (scope.types.containsKey(name)) {
                return scope;
            }
        }
        return null;
    }
}
