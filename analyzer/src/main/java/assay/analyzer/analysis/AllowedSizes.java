package assay.analyzer.analysis;

import assay.analyzer.analysis.TypedGraph.Agreement;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The numbers that a symbol may stand for so that the two sides of an agreement are equal.
///
/// @param sizes all of them from 1 to 1,024, ascending; never empty
public record AllowedSizes(String symbol, List<Long> sizes) {

    private static final long MOST = 1024;

    private static final int MOST_TRIED = 16;

    /// Sizes of images and sequences are mostly multiples of this.
    static final long STEP = 16;

    public AllowedSizes {
        sizes = List.copyOf(sizes);
    }

    /// Those of a graph's first agreements; the rest stand as formulas, lest a hostile graph have
    /// us try sizes without end.
    public static Map<Agreement, AllowedSizes> of(TypedGraph graph) {
        Map<Agreement, AllowedSizes> allowed = new LinkedHashMap<>();
        graph.agreements().stream()
                .limit(MOST_TRIED)
                .forEach(each -> of(each).ifPresent(sizes -> allowed.put(each, sizes)));
        return allowed;
    }

    /// Empty where the agreement is about several symbols, or no number to 1,024 fulfils it.
    static Optional<AllowedSizes> of(Agreement agreement) {
        Set<String> symbols = new HashSet<>(agreement.left().symbols());
        symbols.addAll(agreement.right().symbols());
        if (symbols.size() != 1) {
            return Optional.empty();
        }
        String symbol = symbols.iterator().next();
        List<Long> sizes = new ArrayList<>();
        for (long size = 1; size <= MOST; size++) {
            Bindings bindings = Bindings.of(symbol, size);
            OptionalLong left = number(agreement.left(), bindings);
            if (left.isPresent() && left.equals(number(agreement.right(), bindings))) {
                sizes.add(size);
            }
        }
        return sizes.isEmpty() ? Optional.empty() : Optional.of(new AllowedSizes(symbol, sizes));
    }

    private static OptionalLong number(Dim dim, Bindings bindings) {
        return dim.bind(bindings).number();
    }

    /// The sizes that both allow for the same symbol; this where none is left.
    AllowedSizes and(AllowedSizes other) {
        List<Long> both = sizes.stream().filter(new HashSet<>(other.sizes)::contains).toList();
        return both.isEmpty() ? this : new AllowedSizes(symbol, both);
    }

    /// The wanted size where it is allowed, else the nearest: a multiple of 16 where there is one.
    long nearest(long wanted) {
        if (sizes.contains(wanted) || wanted > MOST) {
            return wanted;
        }
        List<Long> even = sizes.stream().filter(size -> size % STEP == 0).toList();
        long nearest = Long.MAX_VALUE;
        for (long size : even.isEmpty() ? sizes : even) {
            nearest = Math.abs(size - wanted) < Math.abs(nearest - wanted) ? size : nearest;
        }
        return nearest;
    }

    /// `x is 33 to 80`, `x is 48`, `x is 64, 96, 128 or another of 127 sizes`.
    @Override
    public String toString() {
        long first = sizes.getFirst();
        long last = sizes.getLast();
        String text;
        if (sizes.size() == 1) {
            text = Long.toString(first);
        } else if (last - first == sizes.size() - 1) {
            text = last == MOST ? first + " or more" : first + " to " + last;
        } else {
            List<String> named = sizes.stream().limit(3).map(String::valueOf).toList();
            text = String.join(", ", named);
            text += sizes.size() > 3 ? " or another of " + sizes.size() + " sizes" : "";
        }
        return symbol + " is " + text;
    }
}
