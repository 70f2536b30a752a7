package assay.analyzer.structure;

import assay.analyzer.analysis.Links;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Attention whose two products are Einsums, as Keras writes it: `aecd,abcd->acbe`, a softmax, and
/// `acbe,aecd->abcd`.
///
/// Heads are what both factors of the scores share and the scores keep, the batch aside; queries
/// and keys are the labels that only one factor has.
final class EinsumAttention implements BlockDetector {

    private static final int LONGEST = 6;
    private static final Set<String> BETWEEN =
            Set.of("Add", "Mul", "Div", "Sub", "Where", "Cast", "Dropout", "Identity");

    @Override
    public void find(Scene scene, List<Block> blocks) {
        Links links = scene.links;
        for (int softmax = 0; softmax < links.size(); softmax++) {
            if (!links.is(softmax, "Softmax")) {
                continue;
            }
            List<Integer> nodes = new ArrayList<>(List.of(softmax));
            int scores = before(links, softmax, nodes);
            int sum = after(links, softmax, nodes);
            String equation = equation(links, scores);
            if (scores >= 0 && sum >= 0 && isScores(equation)) {
                nodes.addAll(List.of(scores, sum));
                Dim heads = heads(links, scores, equation);
                blocks.add(new Block.Attention(nodes, heads, heads));
            }
        }
    }

    private static int before(Links links, int softmax, List<Integer> nodes) {
        int at = links.producer(softmax, 0);
        for (int hops = 0; hops < LONGEST && links.is(at, BETWEEN); hops++) {
            nodes.add(at);
            int first = links.producer(at, 0);
            int second = links.producer(at, 1);
            boolean swapped = first < 0 || links.is(second, "Einsum");
            at = swapped && second >= 0 ? second : first;
        }
        return links.is(at, "Einsum") ? at : -1;
    }

    private static int after(Links links, int softmax, List<Integer> nodes) {
        int at = links.next(softmax);
        for (int hops = 0; hops < LONGEST && links.is(at, BETWEEN); hops++) {
            nodes.add(at);
            at = links.next(at);
        }
        return links.is(at, "Einsum") ? at : -1;
    }

    private static String equation(Links links, int node) {
        return node >= 0
                        && links.node(node).node().attributes().get("equation")
                                instanceof Attribute.Text(String text)
                ? text.replace(" ", "")
                : "";
    }

    /// Two factors, and a result whose last two labels come from one of them each.
    private static boolean isScores(String equation) {
        if (!equation.matches("[A-Za-z]{3,},[A-Za-z]{3,}->[A-Za-z]{3,}")) {
            return false;
        }
        String[] sides = equation.split("->", -1);
        String left = sides[0].split(",", -1)[0];
        String right = sides[0].split(",", -1)[1];
        String query = sides[1].substring(sides[1].length() - 2, sides[1].length() - 1);
        String key = sides[1].substring(sides[1].length() - 1);
        return (left.contains(query)
                        && !right.contains(query)
                        && right.contains(key)
                        && !left.contains(key))
                || (right.contains(query)
                        && !left.contains(query)
                        && left.contains(key)
                        && !right.contains(key));
    }

    /// The product of the scores' dims between batch and queries; one head where there are none.
    private static Dim heads(Links links, int scores, String equation) {
        var shape = links.type(links.output(scores)).shape();
        int rank = equation.split("->", -1)[1].length();
        Dim heads = Dim.of(1);
        for (int axis = 1; axis < rank - 2; axis++) {
            heads = heads.times(shape.dim(axis));
        }
        return heads;
    }
}
