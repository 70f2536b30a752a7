package assay.analyzer.structure;

import assay.analyzer.tensor.Dim;
import java.util.List;

/// A part of a network with a name of its own, found by its structure; names of nodes play no role.
public sealed interface Block {

    /// Name of the kind of block: `ConvBNRelu`, `ResidualAdd`, `LayerNorm`, ...
    String type();

    /// Positions of its nodes, ascending.
    List<Integer> nodes();

    /// The same block with node `i` at position `origins.get(i)`.
    Block at(List<Integer> origins);

    private static List<Integer> moved(List<Integer> nodes, List<Integer> origins) {
        return nodes.stream().map(origins::get).toList();
    }

    /// A block of which there is nothing to say but its kind.
    record Plain(String type, List<Integer> nodes) implements Block {
        public Plain {
            nodes = nodes.stream().distinct().sorted().toList();
        }

        @Override
        public Block at(List<Integer> origins) {
            return new Plain(type, moved(nodes, origins));
        }
    }

    /// How queries share keys and values.
    enum Sharing {
        /// Each head has its own keys and values.
        MHA,
        /// All heads share one set.
        MQA,
        /// Groups of heads share a set.
        GQA,
        /// The graph does not show it.
        UNKNOWN
    }

    /// Attention.
    ///
    /// @param heads query heads; unknown where the graph does not show them
    /// @param keyValueHeads sets of keys and values
    record Attention(List<Integer> nodes, Dim heads, Dim keyValueHeads) implements Block {
        public Attention {
            nodes = nodes.stream().distinct().sorted().toList();
        }

        @Override
        public String type() {
            return "Attention";
        }

        @Override
        public Block at(List<Integer> origins) {
            return new Attention(moved(nodes, origins), heads, keyValueHeads);
        }

        public Sharing sharing() {
            if (heads.isUnknown() || keyValueHeads.isUnknown()) {
                return Sharing.UNKNOWN;
            }
            return heads.equals(keyValueHeads)
                    ? Sharing.MHA
                    : keyValueHeads.is(1) ? Sharing.MQA : Sharing.GQA;
        }
    }

    /// A sum of a path and the shortcut around it.
    ///
    /// @param skip the value that both start from
    /// @param path nodes between that value and the sum
    /// @param projected true when the shortcut has a convolution or a product of its own
    record Residual(int add, String skip, List<Integer> path, boolean projected) implements Block {
        public Residual {
            path = path.stream().distinct().sorted().toList();
        }

        @Override
        public String type() {
            return "ResidualAdd";
        }

        @Override
        public List<Integer> nodes() {
            return List.of(add);
        }

        @Override
        public Block at(List<Integer> origins) {
            return new Residual(origins.get(add), skip, moved(path, origins), projected);
        }
    }
}
