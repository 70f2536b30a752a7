package assay.reports.redact;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Names given in the place of others: the kind of thing and its position, as in `node-17`. The
/// same model gets the same pseudonyms every time, for they follow the order of its file.
final class Pseudonyms {

    private final Map<String, Integer> given = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, String> symbols = new HashMap<>();
    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, String> operators = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    /// A value that flows along an edge: an input, an output, a weight, or anything between. The
    /// empty name stays empty: it means that there is none.
    String value(String name, String kind) {
        return name.isEmpty() ? "" : values.computeIfAbsent(name, _ -> next(kind));
    }

    String node(String name) {
        return nodes.computeIfAbsent(name, _ -> next("node"));
    }

    /// A symbol can stand in an expression, so its pseudonym is an identifier.
    String symbol(String name) {
        return symbols.computeIfAbsent(name, _ -> next("dim").replace('-', '_'));
    }

    String domain(String name) {
        return domains.computeIfAbsent(name, _ -> next("domain"));
    }

    String operator(String domain, String operator) {
        String pseudonym =
                operators.computeIfAbsent(domain + "." + operator, _ -> next("operator"));
        operators.putIfAbsent(operator, pseudonym);
        return pseudonym;
    }

    /// An operator as the runtime calls it, with its domain or without: the pseudonym where it has
    /// one.
    String ran(String operator) {
        return operators.getOrDefault(operator, operator);
    }

    String file(String location) {
        return files.computeIfAbsent(location, _ -> next("file"));
    }

    /// The pseudonym of a node or, failing that, of a value of that name; null where there is
    /// neither.
    @Nullable String known(String name) {
        String node = nodes.get(name);
        return node == null ? values.get(name) : node;
    }

    private String next(String kind) {
        return kind + "-" + given.merge(kind, 1, Integer::sum);
    }
}
