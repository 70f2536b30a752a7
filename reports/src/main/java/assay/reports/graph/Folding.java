package assay.reports.graph;

import assay.reports.card.Numbers;
import assay.reports.graph.Part.One;
import assay.reports.graph.Part.Several;
import assay.reports.graph.Repeats.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what stands in one box: units that repeat, but each in one of its own where skips lead
/// to them, and, where a box would hold too many, what lies between places that few values pass.
final class Folding {

    /// More boxes in one box cannot be surveyed.
    private static final int MOST = 60;

    /// Boxes that one of the boxes holds that are made for room alone.
    private static final int ROOM = 30;

    /// Units that skips lead to stand side by side, up to so many.
    private static final int MOST_APART = 12;

    private final Wiring wiring;
    private final Repeats repeats;
    private final UnitNames names;
    private int plans;

    private Folding(Wiring wiring, UnitNames names) {
        this.wiring = wiring;
        this.repeats = new Repeats(wiring);
        this.names = names;
    }

    static Several of(Wiring wiring, UnitNames names) {
        Folding folding = new Folding(wiring, names);
        List<Part> parts = folding.roomy(folding.parts(0, wiring.size()));
        return new Several("model", folding.plans++, parts);
    }

    private List<Part> parts(int from, int to) {
        List<Part> parts = new ArrayList<>();
        Optional<Repeat> repeat = repeats.best(from, to);
        if (repeat.isEmpty()) {
            for (int i = from; i < to; i++) {
                parts.add(new One(i));
            }
            return parts;
        }
        parts.addAll(parts(from, repeat.get().from()));
        List<Part> units = units(repeat.get());
        boolean apart = units.size() <= MOST_APART && repeats.isSkipped(repeat.get());
        if (apart) {
            parts.addAll(units);
        } else {
            parts.add(
                    new Several(
                            repeat.get().count() + " × " + name(repeat.get()),
                            plans++,
                            roomy(units)));
        }
        parts.addAll(parts(repeat.get().to(), to));
        return parts;
    }

    private String name(Repeat repeat) {
        return names.of(repeat.from(), repeat.from() + repeat.length());
    }

    /// `encoder layer 3`, `2 residual blocks (3)`.
    private static String numbered(String name, int unit) {
        return Character.isDigit(name.charAt(0)) ? name + " (" + unit + ")" : name + " " + unit;
    }

    /// A box for each unit of the repeat, all of one plan.
    private List<Part> units(Repeat repeat) {
        List<Part> inner = roomy(parts(repeat.from(), repeat.from() + repeat.length()));
        int plan = plans++;
        List<Part> units = new ArrayList<>();
        for (int unit = 0; unit < repeat.count(); unit++) {
            int by = unit * repeat.length();
            List<Part> shifted = inner.stream().map(part -> part.shifted(by)).toList();
            units.add(new Several(numbered(name(repeat), unit + 1), plan, shifted));
        }
        return units;
    }

    /// The parts as they are, or boxed by twenties and thirties so that there are not too many.
    private List<Part> roomy(List<Part> parts) {
        if (parts.size() <= MOST) {
            return parts;
        }
        List<Part> boxes = new ArrayList<>();
        int start = 0;
        while (start < parts.size()) {
            int end = parts.size() - start <= ROOM * 4 / 3 ? parts.size() : cut(parts, start);
            List<Part> inner = parts.subList(start, end);
            String label =
                    "nodes "
                            + Numbers.count(inner.getFirst().from() + 1L)
                            + " to "
                            + Numbers.count(inner.getLast().to());
            boxes.add(new Several(label, plans++, inner));
            start = end;
        }
        return roomy(boxes);
    }

    private int cut(List<Part> parts, int start) {
        int best = start + ROOM;
        for (int end = start + ROOM * 2 / 3; end <= start + ROOM * 4 / 3; end++) {
            if (passing(parts, end) < passing(parts, best)) {
                best = end;
            }
        }
        return best;
    }

    private int passing(List<Part> parts, int at) {
        return wiring.crossing().get(parts.get(at).from());
    }
}
