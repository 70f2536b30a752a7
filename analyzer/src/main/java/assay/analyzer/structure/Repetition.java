package assay.analyzer.structure;

import java.util.List;

/// Units of one structure, one after another.
///
/// @param unit what is repeated: `basic block`, `bottleneck block`, `encoder layer`, ...
/// @param counts how often, stage by stage; one number where there are no stages
/// @param widths output channels or features of each stage, -1 where unknown
public record Repetition(String unit, List<Integer> counts, List<Long> widths) {

    public Repetition {
        counts = List.copyOf(counts);
        widths = List.copyOf(widths);
    }

    /// Number of units over all stages.
    public int total() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /// `2 basic blocks x 4 stages`, `3-4-6-3 bottleneck blocks in 4 stages`, `12 encoder layers`.
    public String text() {
        if (counts.size() == 1) {
            return counts.getFirst() + " " + plural(counts.getFirst());
        }
        if (counts.stream().distinct().count() == 1) {
            return counts.getFirst()
                    + " "
                    + plural(counts.getFirst())
                    + " x "
                    + counts.size()
                    + " stages";
        }
        return String.join("-", counts.stream().map(String::valueOf).toList())
                + " "
                + plural(2)
                + " in "
                + counts.size()
                + " stages";
    }

    private String plural(int count) {
        if (count == 1) {
            return unit;
        }
        // `residual block of 2 convolutions` has its noun in the middle
        int of = unit.indexOf(" of ");
        return of < 0 ? unit + "s" : unit.substring(0, of) + "s" + unit.substring(of);
    }
}
