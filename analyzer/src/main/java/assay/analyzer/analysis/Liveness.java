package assay.analyzer.analysis;

import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// A block of memory: allocated before step `first` (-1: by the caller), freed after `last`.
    private static final class Storage {
        final String name;
        final Dim bytes;
        final int first;
        int last;
        int readsLeft;

        Storage(String name, Dim bytes, int first) {
            this.name = name;
            this.bytes = bytes;
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
    private final List<String> names;
    private final int steps;
    private final Dim peak;
    private final Dim peakWithInputs;

    private Liveness(TypedGraph graph, List<FusedGroup> groups, boolean inPlace) {
        steps = groups.size();
        names =
                groups.stream()
                        .map(group -> graph.nodes().get(group.main()).node().name())
                        .toList();
        allocate(graph, groups, inPlace);
        peak = largest(false);
        peakWithInputs = largest(true);
    }

    /// Liveness of `groups`, which are run in the order given.
    public static Liveness of(TypedGraph graph, List<FusedGroup> groups) {
        return new Liveness(graph, groups, false);
    }

    /// The same where element-wise nodes write over an input that nothing reads after them.
    public static Liveness inPlace(TypedGraph graph, List<FusedGroup> groups) {
        return new Liveness(graph, groups, true);
    }

    private static Map<String, Integer> reads(TypedGraph graph, List<FusedGroup> groups) {
        Map<String, Integer> reads = new HashMap<>();
        for (FusedGroup group : groups) {
            group.inputs().forEach(input -> reads.merge(input, 1, Integer::sum));
        }
        graph.graph().outputs().forEach(output -> reads.merge(output.name(), 1, Integer::sum));
        return reads;
    }

    private void allocate(TypedGraph graph, List<FusedGroup> groups, boolean inPlace) {
        Map<String, Integer> reads = reads(graph, groups);
        Map<String, Storage> of = new HashMap<>();
        for (var input : graph.graph().inputs()) {
            Storage storage = new Storage(input.name(), graph.type(input.name()).bytes(), -1);
            storage.readsLeft = reads.getOrDefault(input.name(), 0);
            storages.add(storage);
            of.put(input.name(), storage);
        }
        for (int step = 0; step < steps; step++) {
            FusedGroup group = groups.get(step);
            for (String input : group.inputs()) {
                Storage storage = of.get(input);
                if (storage != null) {
                    storage.last = step;
                    storage.readsLeft--;
                }
            }
            for (String output : group.outputs()) {
                Storage shared = shared(graph, group, of);
                if (shared == null && inPlace) {
                    shared = overwritten(graph, group, output, of);
                }
                if (shared == null) {
                    shared = new Storage(output, graph.type(output).bytes(), step);
                    storages.add(shared);
                }
                shared.readsLeft += reads.getOrDefault(output, 0);
                of.put(output, shared);
            }
        }
        for (var output : graph.graph().outputs()) {
            Storage storage = of.get(output.name());
            if (storage != null) {
                storage.last = steps;
            }
        }
    }

    private static @Nullable Storage shared(
            TypedGraph graph, FusedGroup group, Map<String, Storage> of) {
        TypedNode last = graph.nodes().get(group.nodes().getLast());
        boolean view =
                group.execution() == FusedGroup.Execution.REMOVED
                        || (group.nodes().size() == 1
                                && VIEWS.contains(last.node().qualifiedOperator()));
        return view && !last.node().inputs().isEmpty()
                ? of.get(last.node().inputs().getFirst())
                : null;
    }

    /// The memory of an input that the group's one node may write its output over: not the
    /// caller's, of the same size, and read by nothing after it.
    private static @Nullable Storage overwritten(
            TypedGraph graph, FusedGroup group, String output, Map<String, Storage> of) {
        String operator = graph.nodes().get(group.main()).node().qualifiedOperator();
        if (group.nodes().size() > 1 || !IN_PLACE.contains(operator)) {
            return null;
        }
        Dim bytes = graph.type(output).bytes();
        for (String input : group.inputs()) {
            Storage storage = of.get(input);
            if (storage != null
                    && !storage.isInput()
                    && storage.readsLeft == 0
                    && !bytes.isUnknown()
                    && storage.bytes.equals(bytes)) {
                return storage;
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
        PeakCandidates candidates = new PeakCandidates();
        Dim live = Dim.of(0);
        int[] ending = endings(keepInputs);
        int[] order = byEnding(ending);
        int started = 0;
        int ended = 0;
        for (int step = 0; step <= steps; step++) {
            boolean grew = false;
            while (started < storages.size() && storages.get(started).first <= step) {
                Storage storage = storages.get(started++);
                if (storage.bytes.isUnknown()) {
                    return Dim.unknown(
                            "the size of '" + storage.name + "' is unknown: " + why(storage));
                }
                live = live.plus(storage.bytes);
                grew = true;
            }
            if (live.isUnknown()) {
                return live;
            }
            if (grew) {
                candidates.add(live);
            }
            while (ended < order.length && ending[order[ended]] <= step) {
                live = live.minus(storages.get(order[ended++]).bytes);
            }
        }
        return candidates.largest();
    }

    private static String why(Storage storage) {
        return storage.bytes instanceof Dim.Unknown(String because) ? because : "";
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
        Map<Dim, OptionalLong> bound = new HashMap<>();
        long[] size = new long[storages.size()];
        for (int i = 0; i < size.length; i++) {
            OptionalLong bytes =
                    bound.computeIfAbsent(
                            storages.get(i).bytes, dim -> dim.bind(bindings).number());
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            size[i] = bytes.getAsLong();
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
                alive.add(new Alive(storage.name, size[i]));
            }
        }
        alive.sort(Comparator.comparingLong(Alive::bytes).reversed());
        return new Timeline(
                Arrays.stream(free).boxed().toList(),
                Arrays.stream(kept).boxed().toList(),
                Arrays.stream(free).max().orElse(0),
                Arrays.stream(kept).max().orElse(0),
                peakStep,
                names,
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
