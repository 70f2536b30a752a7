package assay.analyzer.analysis;

import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The free symbols of a model's inputs and what they are for.
///
/// @param batch the symbol that a batch size binds: the first axis of the first input that leaves
///   it open; empty when the model fixes its batch
/// @param fixedBatch the one batch size that can be run: what the user binds the batch to, else the
///   first dim of the first input that has one above 0, else, where no input has a batch axis, 1;
///   empty when any can be run
/// @param alike symbols that must be the same number as the batch for the graph to run
/// @param others the remaining symbols, each with the number that stands for it unless the user
///   binds it: the usual size of a sequence or an image, or the nearest that the graph can run with
public record Symbols(
        Optional<String> batch,
        Optional<Long> fixedBatch,
        Set<String> alike,
        Map<String, Long> others) {

    /// Tokens of a sequence, where the model leaves their number open.
    private static final long SEQUENCE = 128;

    /// Height and width of an image, where the model leaves them open.
    private static final long IMAGE = 224;

    /// All symbols: the batch first, then those that follow it.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        batch.ifPresent(names::add);
        names.addAll(alike);
        names.addAll(others.keySet());
        return names;
    }

    /// Numbers for all symbols at that batch size.
    public Bindings at(long batchSize) {
        Bindings bindings = new Bindings(others);
        if (batch.isPresent()) {
            bindings = bindings.with(batch.get(), batchSize);
        }
        for (String name : alike) {
            bindings = bindings.with(name, batchSize);
        }
        return bindings;
    }

    /// The symbols of the graph's inputs, typed as inference types them.
    ///
    /// @param unfolded the same graph with the bodies that run in the place of their nodes
    static Symbols of(TypedGraph graph, TypedGraph unfolded) {
        Optional<String> batch = Optional.empty();
        Optional<Long> fixed = Optional.empty();
        for (ValueInfo input : graph.graph().inputs()) {
            Shape shape = graph.type(input.name()).shape();
            if (shape.rank() < 1) {
                continue;
            }
            if (shape.dim(0) instanceof Dim.Symbol(String name)) {
                batch = Optional.of(name);
                fixed = Optional.empty();
                break;
            }
            if (fixed.isEmpty() && shape.dim(0).number().orElse(0) > 0) {
                fixed = Optional.of(shape.dim(0).number().getAsLong());
            }
        }
        Map<String, Long> others = new LinkedHashMap<>();
        for (ValueInfo input : graph.graph().inputs()) {
            ValueType type = graph.type(input.name());
            for (Dim dim : type.shape().dims()) {
                for (String name : dim.symbols()) {
                    if (!batch.equals(Optional.of(name))) {
                        others.putIfAbsent(name, isImage(type) ? IMAGE : SEQUENCE);
                    }
                }
            }
        }
        Set<String> alike = alike(batch, graph);
        others.keySet().removeAll(alike);
        fit(others, graph);
        WindowedSizes.of(unfolded).enlarge(others);
        return new Symbols(
                batch,
                batch.isEmpty() ? fixed.or(() -> Optional.of(1L)) : fixed,
                Collections.unmodifiableSet(alike),
                Collections.unmodifiableMap(others));
    }

    /// The symbols that agreements tie to the batch, directly or by way of others.
    private static Set<String> alike(Optional<String> batch, TypedGraph graph) {
        Set<String> alike = new LinkedHashSet<>();
        batch.ifPresent(alike::add);
        boolean more = batch.isPresent();
        while (more) {
            more = false;
            for (TypedGraph.Agreement each : graph.agreements()) {
                if (each.left() instanceof Dim.Symbol(String left)
                        && each.right() instanceof Dim.Symbol(String right)
                        && alike.contains(left) != alike.contains(right)) {
                    alike.add(left);
                    alike.add(right);
                    more = true;
                }
            }
        }
        batch.ifPresent(alike::remove);
        return alike;
    }

    /// Puts sizes that the graph can run with in the place of those that it cannot.
    private static void fit(Map<String, Long> others, TypedGraph graph) {
        Map<String, AllowedSizes> allowed = new LinkedHashMap<>();
        for (AllowedSizes sizes : AllowedSizes.of(graph).values()) {
            allowed.merge(sizes.symbol(), sizes, AllowedSizes::and);
        }
        for (AllowedSizes sizes : allowed.values()) {
            others.computeIfPresent(sizes.symbol(), (_, size) -> sizes.nearest(size));
        }
    }

    /// The same where the user chose numbers: one for the batch fixes it.
    Symbols with(Bindings chosen) {
        Optional<Long> bound = batch.map(chosen.values()::get);
        return bound.isEmpty() ? this : new Symbols(batch, bound, alike, others);
    }

    /// A float tensor of rank 4 with 1, 3 or 4 channels.
    private static boolean isImage(ValueType type) {
        if (type.elementType() == ElementType.INT64 || type.shape().rank() != 4) {
            return false;
        }
        for (int axis : new int[] {1, 3}) {
            Dim channels = type.shape().dim(axis);
            if (channels.is(1) || channels.is(3) || channels.is(4)) {
                return true;
            }
        }
        return false;
    }
}
