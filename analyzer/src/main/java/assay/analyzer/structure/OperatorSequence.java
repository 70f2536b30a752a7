package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a network repeats by the sequence of its operators alone, whatever they are for.
final class OperatorSequence {

    private static final int SHORTEST = 3;
    private static final int LEAST_REPEATS = 3;
    private static final int GRAM = 4;

    private OperatorSequence() {}

    /// The longest stretch of operators with a period, where it is half of the network or more.
    static Optional<Repetition> of(Links links) {
        List<String> operators = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            if (!links.operator(i).isEmpty()) {
                operators.add(links.operator(i));
            }
        }
        int period = period(operators);
        if (period < SHORTEST) {
            return Optional.empty();
        }
        int longest = 0;
        int run = 0;
        for (int i = period; i < operators.size(); i++) {
            run = operators.get(i).equals(operators.get(i - period)) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        int repeats = longest / period + 1;
        return repeats >= LEAST_REPEATS && repeats * period * 2 >= operators.size()
                ? Optional.of(
                        new Repetition(period + "-operator sequence", List.of(repeats), List.of()))
                : Optional.empty();
    }

    /// The distance at which runs of four operators come again most often; 0 where none does.
    private static int period(List<String> operators) {
        Map<List<String>, Integer> last = new HashMap<>();
        Map<Integer, Integer> distances = new HashMap<>();
        for (int i = 0; i + GRAM <= operators.size(); i++) {
            Integer before = last.put(List.copyOf(operators.subList(i, i + GRAM)), i);
            if (before != null) {
                distances.merge(i - before, 1, Integer::sum);
            }
        }
        int best = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : distances.entrySet()) {
            if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() < best)) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }
}
