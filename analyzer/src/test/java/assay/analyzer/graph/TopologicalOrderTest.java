package assay.analyzer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologicalOrderTest {

    private static Node node(String name, List<String> from, String to) {
        return node(name, from, to, Map.of());
    }

    private static Node node(
            String name, List<String> from, String to, Map<String, Attribute> attributes) {
        return new Node(name, "Op", Model.DEFAULT_DOMAIN, "", from, List.of(to), attributes);
    }

    private static List<String> order(Node... nodes) {
        return TopologicalOrder.of(List.of(nodes)).stream().map(Node::name).toList();
    }

    @Test
    void aListInOrderStaysAsItIs() {
        List<Node> nodes = List.of(node("1", List.of("x"), "a"), node("2", List.of("a", "x"), "b"));
        assertThat(TopologicalOrder.of(nodes)).isSameAs(nodes);
    }

    /// Casts listed at the end, after the nodes that read them.
    @Test
    void aNodeMovesBeforeTheFirstThatReadsIt() {
        assertThat(
                        order(
                                node("1", List.of("x"), "a"),
                                node("2", List.of("a", "late"), "b"),
                                node("3", List.of("b"), "y"),
                                node("4", List.of("later"), "late"),
                                node("5", List.of("x"), "later")))
                .containsExactly("1", "5", "4", "2", "3");
    }

    /// What a body reads from around it comes before the node that holds the body.
    @Test
    void bodiesReadToo() {
        Graph body =
                new Graph(
                        "body",
                        List.of(node("in", List.of("late"), "out")),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of());
        assertThat(
                        order(
                                node(
                                        "if",
                                        List.of("c"),
                                        "y",
                                        Map.of("then_branch", new Attribute.Subgraph(body))),
                                node("late", List.of("x"), "late")))
                .containsExactly("late", "if");
    }

    @Test
    void cyclesEndWithEveryNodeOnce() {
        assertThat(
                        order(
                                node("1", List.of("b"), "a"),
                                node("2", List.of("a"), "b"),
                                node("3", List.of("y"), "y")))
                .containsExactlyInAnyOrder("1", "2", "3");
    }
}
