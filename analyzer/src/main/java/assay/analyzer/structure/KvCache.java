package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keys and values that a decoder hands out and takes back, one step longer each time.
///
/// @param tensors graph outputs that hold them
/// @param bytesPerToken bytes that one more token adds over all tensors; an expression in the batch
public record KvCache(List<String> tensors, Dim bytesPerToken) {

    private static final Set<String> MOVES =
            Set.of("Identity", "Cast", "Transpose", "Reshape", "Unsqueeze", "Squeeze");
    private static final Set<String> RETYPES = Set.of("Identity", "Cast");
    static final Set<String> ATTENTION =
            Set.of(
                    "Attention",
                    "com.microsoft.Attention",
                    "com.microsoft.MultiHeadAttention",
                    "com.microsoft.DecoderMaskedMultiHeadAttention",
                    "com.microsoft.GroupQueryAttention");

    static final Set<String> WRITES = Set.of("ScatterND", "ScatterElements", "TensorScatter");

    public KvCache {
        tensors = List.copyOf(tensors);
    }

    /// The cache of a graph, where it has one: outputs made by joining a graph input and something
    /// new that attention reads, or the cache outputs of an attention operator.
    static Optional<KvCache> of(Scene scene) {
        Links links = scene.links;
        Set<String> attended = new HashSet<>();
        scene.attentions.forEach(attention -> {
            attended.add(origin(links, attention.key()));
            attended.add(origin(links, attention.value()));
        });
        List<String> tensors = new ArrayList<>();
        List<Dim> growth = new ArrayList<>();
        for (Graph.ValueInfo output : links.graph().graph().outputs()) {
            String value = output.name();
            int axis = axis(links, value, attended);
            if (axis >= 0) {
                tensors.add(value);
                List<Dim> dims = new ArrayList<>(links.type(value).shape().dims());
                dims.remove(axis);
                growth.add(links.type(value).elementType().bytes(Dim.product(dims)));
            }
        }
        return tensors.isEmpty()
                ? Optional.empty()
                : Optional.of(new KvCache(tensors, Dim.sum(growth)));
    }

    /// The axis along which the output grows; -1 when it is no cache.
    private static int axis(Links links, String handedOut, Set<String> attended) {
        String value = uncast(links, handedOut);
        int rank = links.rank(value);
        int producer = links.producer(value);
        if (rank < 3 || producer < 0) {
            return -1;
        }
        if (links.is(producer, ATTENTION)) {
            // after them comes an output of the scores
            int output = links.node(producer).node().outputs().indexOf(value);
            return output >= 1 && output <= 2 && rank >= 4 ? rank - 2 : -1;
        }
        if (links.is(producer, WRITES)) {
            // a cache of fixed length, one row of which is written
            return rank >= 4
                            && links.producer(origin(links, links.input(producer, 0))) < 0
                            && attended.contains(origin(links, value))
                    ? rank - 2
                    : -1;
        }
        if (!links.is(producer, "Concat") || !attended.contains(origin(links, value))) {
            return -1;
        }
        boolean past =
                links.flowing(producer).stream()
                        .anyMatch(input -> links.producer(past(links, input)) < 0);
        Object axis = links.node(producer).node().attributes().get("axis");
        if (!past || !(axis instanceof Attribute.Int(long given))) {
            return -1;
        }
        long at = given < 0 ? given + rank : given;
        return at >= 0 && at < rank ? (int) at : -1;
    }

    /// The value before its element type was changed.
    private static String uncast(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 4 && links.is(links.producer(at), RETYPES); hops++) {
            at = links.input(links.producer(at), 0);
        }
        return at;
    }

    /// Where the past comes from: also through a join with nothing, as a cache begins that was made
    /// empty and given the past at once.
    private static String past(Links links, String value) {
        String at = origin(links, value);
        int producer = links.producer(at);
        return links.is(producer, "Concat") && links.flowing(producer).size() == 1
                ? origin(links, links.flowing(producer).getFirst())
                : at;
    }

    /// The value before copies and repetitions of heads.
    private static String origin(Links links, String value) {
        String at = value;
        for (int hops = 0; hops < 8; hops++) {
            int producer = links.producer(at);
            if (!links.is(producer, MOVES) && !links.is(producer, "Expand")) {
                return at;
            }
            at = links.input(producer, 0);
        }
        return at;
    }
}
