package assay.benchmark.measurement;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Where ONNX Runtime ran the nodes of its optimised graph, by its own profile.
///
/// @param nodes by provider, copies not among them
/// @param copies between host and device that the runtime inserted, by operator
/// @param fallbacks nodes on another provider than the one asked for, by operator
public record NodePlacement(
        SortedMap<String, Integer> nodes,
        SortedMap<String, Integer> copies,
        SortedMap<String, Integer> fallbacks) {

    /// Names of the nodes that copy begin so.
    private static final String COPY = "Memcpy";

    public NodePlacement {
        nodes = new TreeMap<>(nodes);
        copies = new TreeMap<>(copies);
        fallbacks = new TreeMap<>(fallbacks);
    }

    /// Reads it off the profile.
    ///
    /// @param provider `cpu` or `cuda:i`, as asked for
    public static NodePlacement of(RuntimeProfile profile, String provider) {
        String asked =
                provider.startsWith("cuda") ? "CUDAExecutionProvider" : "CPUExecutionProvider";
        SortedMap<String, Integer> nodes = new TreeMap<>();
        SortedMap<String, Integer> copies = new TreeMap<>();
        SortedMap<String, Integer> fallbacks = new TreeMap<>();
        for (NodeTime node : profile.nodes()) {
            if (node.operator().startsWith(COPY)) {
                copies.merge(node.operator(), 1, Integer::sum);
                continue;
            }
            nodes.merge(node.provider(), 1, Integer::sum);
            if (!node.provider().equals(asked)) {
                fallbacks.merge(node.operator(), 1, Integer::sum);
            }
        }
        return new NodePlacement(nodes, copies, fallbacks);
    }

    /// `40 nodes on CUDAExecutionProvider, 2 on CPUExecutionProvider; not where asked for: Gather
    /// 1, Shape 1; copies inserted: MemcpyToHost 3`.
    public String sentence() {
        String where =
                nodes.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(each -> each.getValue() + " on " + each.getKey())
                        .collect(Collectors.joining(", "));
        return where.replaceFirst(" on ", " nodes on ")
                + (fallbacks.isEmpty() ? "" : "; not where asked for: " + listed(fallbacks))
                + (copies.isEmpty()
                        ? "; no copies inserted"
                        : "; copies inserted: " + listed(copies));
    }

    private static String listed(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
