package assay.analyzer.analysis;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Monomials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which activations are in memory at each step when the groups of a graph run in order.
///
/// A tensor is allocated when its group runs and freed after the last group that reads it; graph
/// outputs stay to the end. Views (Reshape, Flatten, Squeeze, Unsqueeze, Identity, Dropout) share
/// their input's memory; in place, so does an element-wise node with an input of its own size that
/// nothing reads after it. Not counted: weights and what is computed from them before the first
/// run, workspace of kernels, tensors inside bodies that the graph still holds, strings and
/// sequences.
public final class Liveness {

    private static final Set<String> VIEWS =
            Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Dropout");

    /// Element-wise operators whose kernels write over an input: what ONNX Runtime's CPU provider
    /// declares as `MayInplace`.
    private static final Set<String> IN_PLACE =
            Set.of(
                    "Abs",
                    "Add",
                    "Ceil",
                    "Clip",
                    "Div",
                    "Elu",
                    "Erf",
                    "Exp",
                    "Floor",
                    "Gelu",
                    "HardSigmoid",
                    "HardSwish",
                    "LeakyRelu",
                    "Log",
                    "Mul",
                    "Neg",
                    "Not",
                    "Reciprocal",
                    "Relu",
                    "Selu",
                    "Sigmoid",
                    "Softplus",
                    "Softsign",
                    "Sqrt",
                    "Sub",
                    "Sum",
                    "Tanh",
                    "ThresholdedRelu");

    /// Beyond this many no expression is made: each step would look at all of them.
    private static final int MOST_MONOMIALS = 1024;

    /// A block of memory: allocated before step `first` (-1: by the caller), freed after `last`.
    private static final class Storage {
        /// The value that it was allocated for.
        final int value;

        final int first;
        int last;
        int readsLeft;

        Storage(int value, int first) {
            this.value = value;
            this.first = first;
            this.last = first;
        }

        boolean isInput() {
            return first < 0;
        }
    }

    /// A tensor in memory.
    public record Alive(String value, long bytes) {}

    /// Bytes of activations with numbers for all symbols.
    ///
    /// @param live bytes while each group runs, graph inputs freed after their last use
    /// @param liveWithInputs the same when the caller keeps the graph inputs
    /// @param peak largest of `live`
    /// @param peakWithInputs largest of `liveWithInputs`
    /// @param peakStep position of the first group at which `live` is largest
    /// @param steps name of the node that each group runs for
    /// @param alive what is in memory at that step, largest first
    public record Timeline(
            List<Long> live,
            List<Long> liveWithInputs,
            long peak,
            long peakWithInputs,
            int peakStep,
            List<String> steps,
            List<Alive> alive) {
        public Timeline {
            steps = List.copyOf(steps);
            live = List.copyOf(live);
            liveWithInputs = List.copyOf(liveWithInputs);
            alive = List.copyOf(alive);
        }
    }

    private final List<Storage> storages = new ArrayList<>();
    private final Activations values;
    private final List<FusedGroup> groups;
    private final int steps;
    private final Dim peak;
    private final Dim peakWithInputs;

    private Liveness(Activations values, List<FusedGroup> groups, boolean inPlace) {
        this.values = values;
        this.groups = groups;
        steps = groups.size();
        allocate(inPlace);
        peak = largest(false);
        peakWithInputs = largest(true);
    }

    /// Liveness of `groups`, which are run in the order given.
    public static Liveness of(TypedGraph graph, List<FusedGroup> groups) {
        return of(new Activations(graph), groups);
    }

    /// The same, from values that are numbered already.
    static Liveness of(Activations values, List<FusedGroup> groups) {
        return new Liveness(values, groups, false);
    }

    /// The same where element-wise nodes write over an input that nothing reads after them.
    static Liveness inPlace(Activations values, List<FusedGroup> groups) {
        return new Liveness(values, groups, true);
    }

    /// The groups, in the order in which they run.
    List<FusedGroup> groups() {
        return groups;
    }

    private void allocate(boolean inPlace) {
        int[][] inputs = new int[steps][];
        int[] reads = new int[values.count()];
        for (int step = 0; step < steps; step++) {
            inputs[step] = values.numbers(groups.get(step).inputs());
            for (int input : inputs[step]) {
                reads[input]++;
            }
        }
        int[] results = new int[values.graph.graph().outputs().size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = values.number(values.graph.graph().outputs().get(i).name());
            if (results[i] >= 0) {
                reads[results[i]]++;
            }
        }
        @Nullable Storage[] of = new Storage[values.count()];
        for (var input : values.graph.graph().inputs()) {
            int value = values.number(input.name());
            if (value >= 0) {
                Storage storage = new Storage(value, -1);
                storage.readsLeft = reads[value];
                storages.add(storage);
                of[value] = storage;
            }
        }
        for (int step = 0; step < steps; step++) {
            FusedGroup group = groups.get(step);
            for (int input : inputs[step]) {
                Storage storage = of[input];
                if (storage != null) {
                    storage.last = step;
                    storage.readsLeft--;
                }
            }
            for (int output : values.numbers(group.outputs())) {
                Storage shared = shared(group, of);
                if (shared == null && inPlace) {
                    shared = overwritten(group, inputs[step], output, of);
                }
                if (shared == null) {
                    shared = new Storage(output, step);
                    storages.add(shared);
                }
                shared.readsLeft += reads[output];
                of[output] = shared;
            }
        }
        for (int result : results) {
            Storage storage = result < 0 ? null : of[result];
            if (storage != null) {
                storage.last = steps;
            }
        }
    }

    private @Nullable Storage shared(FusedGroup group, @Nullable Storage[] of) {
        TypedNode last = values.graph.nodes().get(group.nodes().getLast());
        boolean view =
                group.execution() == FusedGroup.Execution.REMOVED
                        || (group.nodes().size() == 1
                                && VIEWS.contains(last.node().qualifiedOperator()));
        if (!view || last.node().inputs().isEmpty()) {
            return null;
        }
        int input = values.number(last.node().inputs().getFirst());
        return input < 0 ? null : of[input];
    }

    /// The memory of an input that the group's one node may write its output over: not the
    /// caller's, of the same size, and read by nothing after it.
    private @Nullable Storage overwritten(
            FusedGroup group, int[] inputs, int output, @Nullable Storage[] of) {
        String operator = values.graph.nodes().get(group.main()).node().qualifiedOperator();
        if (group.nodes().size() > 1 || !IN_PLACE.contains(operator)) {
            return null;
        }
        Monomials.Sum bytes = values.size(output);
        for (int input : inputs) {
            Storage storage = of[input];
            if (storage != null && !storage.isInput() && storage.readsLeft == 0) {
                Monomials.Sum size = values.size(storage.value);
                if (bytes != null && size != null && bytes.isSame(size)) {
                    return storage;
                }
            }
        }
        return null;
    }

    /// Largest number of bytes live at once, graph inputs freed after their last use; an expression
    /// in the graph's symbols, or unknown with the reason where a tensor's size is unknown or too
    /// many steps could be the largest.
    public Dim peak() {
        return peak;
    }

    /// The same when the caller keeps the graph inputs to the end.
    public Dim peakWithInputs() {
        return peakWithInputs;
    }

    private Dim largest(boolean keepInputs) {
        for (Storage storage : storages) {
            if (values.size(storage.value) == null) {
                return Dim.unknown(
                        "the size of '"
                                + values.name(storage.value)
                                + "' is unknown: "
                                + values.why(storage.value));
            }
        }
        if (values.monomials.size() > MOST_MONOMIALS) {
            return Dim.unknown(
                    "sizes are made of more than "
                            + MOST_MONOMIALS
                            + " different products of symbols");
        }
        PeakCandidates candidates = new PeakCandidates(values.monomials);
        long[] live = new long[values.monomials.size()];
        int[] ending = endings(keepInputs);
        int[] order = byEnding(ending);
        int started = 0;
        int ended = 0;
        try {
            for (int step = 0; step <= steps; step++) {
                boolean grew = false;
                while (started < storages.size() && storages.get(started).first <= step) {
                    add(live, storages.get(started++), 1);
                    grew = true;
                }
                if (grew) {
                    candidates.add(live);
                }
                while (ended < order.length && ending[order[ended]] <= step) {
                    add(live, storages.get(order[ended++]), -1);
                }
            }
        } catch (ArithmeticException _) {
            return Dim.unknown("a sum is beyond 64 bits");
        }
        return candidates.largest();
    }

    private void add(long[] live, Storage storage, int sign) {
        Monomials.Sum size = values.size(storage.value);
        if (size != null) {
            size.addTo(live, sign);
        }
    }

    /// The last step of each storage; `steps` for what outlives them all.
    private int[] endings(boolean keepInputs) {
        int[] endings = new int[storages.size()];
        for (int i = 0; i < endings.length; i++) {
            Storage storage = storages.get(i);
            endings[i] = keepInputs && storage.isInput() ? steps : Math.max(storage.last, 0);
        }
        return endings;
    }

    /// Positions of the storages by their last step.
    private int[] byEnding(int[] endings) {
        int[] next = new int[steps + 2];
        for (int ending : endings) {
            next[ending + 1]++;
        }
        for (int step = 1; step < next.length; step++) {
            next[step] += next[step - 1];
        }
        int[] order = new int[endings.length];
        for (int i = 0; i < endings.length; i++) {
            order[next[endings[i]]++] = i;
        }
        return order;
    }

    /// The numbers once every symbol has one; empty when a tensor's size stays open.
    public Optional<Timeline> at(Bindings bindings) {
        OptionalLong[] factors = new OptionalLong[values.monomials.size()];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = values.monomials.bind(i, bindings);
        }
        long[] size = new long[storages.size()];
        for (int i = 0; i < size.length; i++) {
            Monomials.Sum bytes = values.size(storages.get(i).value);
            OptionalLong number = bytes == null ? OptionalLong.empty() : bytes.with(factors);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            size[i] = number.getAsLong();
        }
        try {
            return Optional.of(timeline(size));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private Timeline timeline(long[] size) {
        long[] free = live(size, false);
        long[] kept = live(size, true);
        int peakStep = 0;
        for (int step = 1; step < free.length; step++) {
            if (free[step] > free[peakStep]) {
                peakStep = step;
            }
        }
        List<Alive> alive = new ArrayList<>();
        for (int i = 0; i < size.length; i++) {
            Storage storage = storages.get(i);
            if (Math.max(storage.first, 0) <= peakStep && Math.max(storage.last, 0) >= peakStep) {
                alive.add(new Alive(values.name(storage.value), size[i]));
            }
        }
        alive.sort(Comparator.comparingLong(Alive::bytes).reversed());
        return new Timeline(
                Arrays.stream(free).boxed().toList(),
                Arrays.stream(kept).boxed().toList(),
                Arrays.stream(free).max().orElse(0),
                Arrays.stream(kept).max().orElse(0),
                peakStep,
                groups.stream()
                        .map(group -> values.graph.nodes().get(group.main()).node().name())
                        .toList(),
                alive);
    }

    private long[] live(long[] size, boolean keepInputs) {
        int[] endings = endings(keepInputs);
        long[] change = new long[steps + 2];
        for (int i = 0; i < size.length; i++) {
            int first = Math.max(storages.get(i).first, 0);
            change[first] = Math.addExact(change[first], size[i]);
            change[endings[i] + 1] = Math.subtractExact(change[endings[i] + 1], size[i]);
        }
        long[] live = new long[steps];
        long sum = 0;
        for (int step = 0; step < steps; step++) {
            sum = Math.addExact(sum, change[step]);
            live[step] = sum;
        }
        return live;
    }
}
