package assay.reports.redact;

import assay.reports.reconcile.ProfileName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Pseudonyms of the runtime's nodes: each has one of its own, which begins with that of the
/// model's node or value that the runtime named it after, where there is such.
final class RuntimeNames {

    /// One of the runtime's own marks, so that the rest of the name is found again.
    private static final String MARK = "_token_";

    private final Pseudonyms names;
    private final Map<String, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    RuntimeNames(Pseudonyms names) {
        this.names = names;
    }

    String node(String name) {
        String before = given.get(name);
        if (before != null) {
            return before;
        }
        String pseudonym = unique(name);
        given.put(name, pseudonym);
        taken.add(pseudonym);
        return pseudonym;
    }

    private String unique(String name) {
        String base = ProfileName.base(name, n -> names.known(n) != null);
        String known = base == null ? null : names.known(base);
        if (known == null) {
            return "runtime-node-" + (given.size() + 1);
        }
        String free = known;
        for (int n = 2; taken.contains(free); n++) {
            free = known + MARK + n;
        }
        return free;
    }
}
