package assay.reports.cli;

import assay.reports.card.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The names that a user may have meant.
final class Nearest {
    private static final int LONGEST = 200;

    private Nearest() {}

    /// Up to `count` of `names`, fit to be printed: those that hold `wanted` or differ from it by
    /// the fewest insertions, deletions and replacements.
    static List<String> of(String wanted, List<String> names, int count) {
        String key = clipped(wanted);
        return names.stream()
                .distinct()
                .sorted(Comparator.comparingInt(name -> distance(key, clipped(name))))
                .limit(count)
                .map(name -> Printable.clip(name, LONGEST))
                .toList();
    }

    private static String clipped(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST);
    }

    private static int distance(String a, String b) {
        if (b.contains(a)) {
            return 0;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
