package assay.reports.graph;

import assay.analyzer.analysis.Links;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.analysis.TypedNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The nodes that are drawn, in execution order, and who feeds whom. A node that is settled before
/// the first run (a constant) is not drawn by itself: it belongs to its first reader.
///
/// @param nodes positions in the graph of the nodes drawn
/// @param operators of the nodes drawn
/// @param producers for each node drawn those whose outputs it reads, ascending, as positions among
///   the drawn
/// @param readers for each node drawn those that read its outputs, ascending
/// @param hosts for each node of the graph the node of the graph in whose box it is shown
/// @param crossing for each place before a drawn node, and the end: how many values pass it
record Wiring(
        List<Integer> nodes,
        List<String> operators,
        List<List<Integer>> producers,
        List<List<Integer>> readers,
        List<Integer> hosts,
        List<Integer> crossing) {

    static Wiring of(TypedGraph graph) {
        int size = graph.nodes().size();
        Map<String, Integer> maker = new HashMap<>();
        List<List<Integer>> read = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            TypedNode node = graph.nodes().get(i);
            TreeSet<Integer> makers = new TreeSet<>();
            for (String name : Links.reads(node.node())) {
                Integer made = maker.get(name);
                if (made != null) {
                    makers.add(made);
                }
            }
            read.add(List.copyOf(makers));
            for (String output : node.node().outputs()) {
                maker.putIfAbsent(output, i);
            }
        }
        int[] host = hosts(graph, read);
        int[] drawnAt = new int[size];
        List<Integer> nodes = new ArrayList<>();
        List<String> operators = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (host[i] == i) {
                drawnAt[i] = nodes.size();
                nodes.add(i);
                operators.add(graph.nodes().get(i).node().qualifiedOperator());
            }
        }
        List<List<Integer>> producers = new ArrayList<>();
        for (int node : nodes) {
            producers.add(
                    read.get(node).stream()
                            .filter(made -> host[made] == made)
                            .map(made -> drawnAt[made])
                            .toList());
        }
        return new Wiring(
                nodes,
                operators,
                producers,
                readers(producers),
                Arrays.stream(host).boxed().toList(),
                crossing(producers));
    }

    /// A settled node goes to its first reader, which may itself be settled; without a reader it
    /// stays.
    private static int[] hosts(TypedGraph graph, List<List<Integer>> read) {
        int size = read.size();
        int[] host = new int[size];
        Arrays.setAll(host, i -> i);
        for (int i = size - 1; i >= 0; i--) {
            for (int made : read.get(i)) {
                if (graph.nodes().get(made).settled()) {
                    host[made] = host[i];
                }
            }
        }
        return host;
    }

    private static List<List<Integer>> readers(List<List<Integer>> producers) {
        List<List<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < producers.size(); i++) {
            readers.add(new ArrayList<>());
        }
        for (int i = 0; i < producers.size(); i++) {
            for (int made : producers.get(i)) {
                readers.get(made).add(i);
            }
        }
        return readers;
    }

    private static List<Integer> crossing(List<List<Integer>> producers) {
        int size = producers.size();
        int[] last = new int[size];
        for (int i = 0; i < size; i++) {
            for (int made : producers.get(i)) {
                last[made] = i;
            }
        }
        int[] change = new int[size + 2];
        for (int i = 0; i < size; i++) {
            if (last[i] > i) {
                change[i + 1]++;
                change[last[i] + 1]--;
            }
        }
        List<Integer> crossing = new ArrayList<>();
        int alive = 0;
        for (int place = 0; place <= size; place++) {
            alive += change[place];
            crossing.add(alive);
        }
        return crossing;
    }

    int size() {
        return nodes.size();
    }

    /// Producers of `node` inside `[from, to)`, as offsets from `from`.
    List<Integer> inside(int node, int from, int to) {
        return producers.get(node).stream()
                .filter(made -> made >= from && made < to)
                .map(made -> made - from)
                .toList();
    }
}
