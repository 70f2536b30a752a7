package assay.analyzer.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The equation of an Einsum: `bij,bjk->bik`, with `...` for any number of leading or inner dims.
///
/// @param inputs labels of each operand
/// @param output labels of the result; null where the equation leaves them to be inferred
record Equation(List<String> inputs, @Nullable String output) {

    private static final String ELLIPSIS = "...";

    /// Empty when a term holds anything but letters and one ellipsis.
    static Optional<Equation> of(String text) {
        String[] sides = text.replace(" ", "").split("->", -1);
        if (sides.length > 2) {
            return Optional.empty();
        }
        List<String> terms = List.of(sides[0].split(",", -1));
        List<String> all = new ArrayList<>(terms);
        if (sides.length == 2) {
            all.add(sides[1]);
        }
        for (String term : all) {
            if (!term.matches("[A-Za-z]*(\\.\\.\\.)?[A-Za-z]*")) {
                return Optional.empty();
            }
        }
        return Optional.of(new Equation(terms, sides.length == 2 ? sides[1] : null));
    }

    /// One label an axis. The dims under an ellipsis are numbered from the last, `.1`, so that they
    /// broadcast.
    static List<String> labels(String term, int rank) {
        int letters = term.replace(ELLIPSIS, "").length();
        return labelsOf(term, Math.max(0, rank - letters));
    }

    private static List<String> labelsOf(String term, int under) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < term.length(); i++) {
            if (term.charAt(i) == '.') {
                for (int place = under; place > 0; place--) {
                    labels.add("." + place);
                }
                i += ELLIPSIS.length() - 1;
            } else {
                labels.add(term.substring(i, i + 1));
            }
        }
        return labels;
    }

    /// The number of a label under an ellipsis; 0 for a letter.
    static int ellipsisPlace(String label) {
        return label.startsWith(".") ? Integer.parseInt(label.substring(1)) : 0;
    }

    /// Labels of the result, with `under` dims under the ellipsis. Where the equation names none:
    /// the ellipsis, then the letters that occur once, sorted.
    List<String> outputLabels(int under) {
        if (output != null) {
            return labelsOf(output, under);
        }
        Map<Character, Integer> counts = new TreeMap<>();
        boolean ellipsis = false;
        for (String term : inputs) {
            ellipsis |= term.contains(ELLIPSIS);
            for (char label : term.replace(ELLIPSIS, "").toCharArray()) {
                counts.merge(label, 1, Integer::sum);
            }
        }
        StringBuilder once = new StringBuilder(ellipsis ? ELLIPSIS : "");
        counts.forEach((label, count) -> once.append(count == 1 ? label.toString() : ""));
        return labelsOf(once.toString(), under);
    }
}
