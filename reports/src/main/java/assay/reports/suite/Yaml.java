package assay.reports.suite;

import java.util.List;
import java.util.Map;

/// A piece of a YAML document that knows its line.
///
/// Scalars are text, whatever YAML makes of them: what a value means is for its key to say.
sealed interface Yaml {

    /// Counted from 1.
    int line();

    /// One value.
    record Scalar(int line, String text) implements Yaml {}

    /// Values in order.
    record Items(int line, List<Yaml> items) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// Values by key, in the order of the file.
    record Keys(int line, Map<String, Yaml> keys) implements Yaml {}
}
