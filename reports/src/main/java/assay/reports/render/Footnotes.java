package assay.reports.render;

import assay.reports.card.Printable;
import java.util.ArrayList;
import java.util.List;

/// The reasons why cells of a table are empty, each printed once below it.
final class Footnotes {
    private final List<String> reasons = new ArrayList<>();

    /// The number of a reason, from 1.
    int number(String reason) {
        // the footnotes are parts of one line
        String line = Printable.line(reason).replaceFirst("\\.$", "");
        if (!reasons.contains(line)) {
            reasons.add(line);
        }
        return reasons.indexOf(line) + 1;
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }
}
