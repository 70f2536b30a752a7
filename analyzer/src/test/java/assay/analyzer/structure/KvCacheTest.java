package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A decoder's cache and how its heads share it: written out, inside an If, as one operator.
class KvCacheTest {

    /// Two heads of keys, each repeated for four of eight heads of queries; 2 x 2 x 64 float32 more
    /// for each token and sequence: keys and values.
    @Test
    void repeatedKeysAreGroupedQueriesWithACache() {
        SmallModel model = decoder(new SmallModel()).output("y").output("k").output("v");
        Structure structure = Structure.of(model.typed());
        assertThat(structure.blocks())
                .filteredOn(Block.Attention.class::isInstance)
                .singleElement()
                .satisfies(block -> {
                    Block.Attention attention = (Block.Attention) block;
                    assertThat(attention.heads()).isEqualTo(Dim.of(8));
                    assertThat(attention.keyValueHeads()).isEqualTo(Dim.of(2));
                    assertThat(attention.sharing()).isEqualTo(Block.Sharing.GQA);
                });
        assertThat(structure.kvCache()).isNotNull();
        assertThat(structure.kvCache().tensors()).containsExactly("k", "v");
        assertThat(structure.kvCache().bytesPerToken())
                .isEqualTo(Dim.symbol("N").times(2 * 2 * 64 * 4));
    }

    /// As exporters write a cache that begins empty, in the precision that it is kept in: a join of
    /// the past alone, then with the new, then a cast. 8 x 64 float16 more for keys and values
    /// each.
    @Test
    void aCacheThatIsJoinedTwiceAndCast() {
        Map<String, Attribute> axis = Map.of("axis", new Attribute.Int(-2));
        Map<String, Attribute> turn = Map.of("perm", new Attribute.Ints(List.of(0L, 1L, 3L, 2L)));
        Map<String, Attribute> half = Map.of("to", new Attribute.Int(10));
        SmallModel model =
                new SmallModel()
                        .input("q", ElementType.FLOAT32, "N", 8, 1, 64)
                        .input("nk", ElementType.FLOAT32, "N", 8, 1, 64)
                        .input("nv", ElementType.FLOAT32, "N", 8, 1, 64)
                        .input("pk", ElementType.FLOAT32, "N", 8, "P", 64)
                        .input("pv", ElementType.FLOAT32, "N", 8, "P", 64)
                        .node(Model.DEFAULT_DOMAIN, "Concat", List.of("pk"), List.of("p"), axis)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Concat",
                                List.of("p", "nk"),
                                List.of("k"),
                                axis)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "Concat",
                                List.of("pv", "nv"),
                                List.of("v"),
                                axis)
                        .node(Model.DEFAULT_DOMAIN, "Cast", List.of("k"), List.of("kh"), half)
                        .node(Model.DEFAULT_DOMAIN, "Cast", List.of("v"), List.of("vh"), half)
                        .node(Model.DEFAULT_DOMAIN, "Transpose", List.of("k"), List.of("kt"), turn)
                        .node("MatMul", List.of("q", "kt"), List.of("scores"))
                        .node("Softmax", List.of("scores"), List.of("shares"))
                        .node("MatMul", List.of("shares", "v"), List.of("y"))
                        .output("y")
                        .output("kh")
                        .output("vh");
        KvCache cache = Structure.of(model.typed()).kvCache();
        assertThat(cache).isNotNull();
        assertThat(cache.tensors()).containsExactly("kh", "vh");
        assertThat(cache.bytesPerToken()).isEqualTo(Dim.symbol("N").times(2 * 8 * 64 * 2));
    }

    private static SmallModel decoder(SmallModel model) {
        Map<String, Attribute> axis = Map.of("axis", new Attribute.Int(2));
        Map<String, Attribute> turn = Map.of("perm", new Attribute.Ints(List.of(0L, 1L, 3L, 2L)));
        return inputs(model)
                .constant("two", TensorValue.vector(List.of(Dim.of(2))))
                .constant(
                        "repeated",
                        TensorValue.vector(
                                List.of(Dim.of(1), Dim.of(1), Dim.of(4), Dim.of(1), Dim.of(1))))
                .constant(
                        "joined",
                        TensorValue.vector(List.of(Dim.of(0), Dim.of(8), Dim.of(-1), Dim.of(64))))
                .node(Model.DEFAULT_DOMAIN, "Concat", List.of("pk", "nk"), List.of("k"), axis)
                .node(Model.DEFAULT_DOMAIN, "Concat", List.of("pv", "nv"), List.of("v"), axis)
                .node("Unsqueeze", List.of("k", "two"), List.of("k5"))
                .node("Expand", List.of("k5", "repeated"), List.of("ke"))
                .node("Reshape", List.of("ke", "joined"), List.of("k8"))
                .node("Unsqueeze", List.of("v", "two"), List.of("v5"))
                .node("Expand", List.of("v5", "repeated"), List.of("ve"))
                .node("Reshape", List.of("ve", "joined"), List.of("v8"))
                .node(Model.DEFAULT_DOMAIN, "Transpose", List.of("k8"), List.of("kt"), turn)
                .node("MatMul", List.of("q", "kt"), List.of("scores"))
                .node("Softmax", List.of("scores"), List.of("shares"))
                .node("MatMul", List.of("shares", "v8"), List.of("y"));
    }

    private static SmallModel inputs(SmallModel model) {
        return model.input("q", ElementType.FLOAT32, "N", 8, 1, 64)
                .input("nk", ElementType.FLOAT32, "N", 2, 1, 64)
                .input("nv", ElementType.FLOAT32, "N", 2, 1, 64)
                .input("pk", ElementType.FLOAT32, "N", 2, "P", 64)
                .input("pv", ElementType.FLOAT32, "N", 2, "P", 64);
    }

    /// What Optimum's merged decoders are: the whole network inside the branches of an If.
    @Test
    void aDecoderInsideAnIfIsFound() {
        Graph inside = decoder(new SmallModel()).output("y").output("k").output("v").graph();
        Graph body =
                new Graph(
                        "then",
                        inside.nodes(),
                        List.of(),
                        inside.outputs(),
                        inside.initializers(),
                        Map.of());
        Graph other =
                new SmallModel()
                        .node("Identity", List.of("q"), List.of("y1"))
                        .node("Identity", List.of("nk"), List.of("k1"))
                        .node("Identity", List.of("nv"), List.of("v1"))
                        .output("y1")
                        .output("k1")
                        .output("v1")
                        .graph();
        SmallModel model =
                inputs(new SmallModel())
                        .input("cached", ElementType.BOOL)
                        .node(
                                Model.DEFAULT_DOMAIN,
                                "If",
                                List.of("cached"),
                                List.of("out", "present_key", "present_value"),
                                Map.of(
                                        "then_branch", new Attribute.Subgraph(body),
                                        "else_branch", new Attribute.Subgraph(other)))
                        .output("out")
                        .output("present_key")
                        .output("present_value");
        Analysis analysis = model.analysis();
        Structure structure = Structure.of(analysis.graph());
        assertThat(structure.blockCounts()).isEqualTo(Map.of("Attention", 1));
        // positions are those of the main graph, whose one node is the If
        assertThat(structure.blocks().getFirst().nodes()).containsExactly(0);
        assertThat(structure.architecture().type()).isEqualTo("transformer decoder");
        assertThat(structure.kvCache().tensors()).containsExactly("present_key", "present_value");
    }

    /// Of an attention operator's outputs the second and third are the cache; a fourth would be its
    /// scores. 4 heads of 32 numbers in float16, for keys and for values.
    @Test
    void anAttentionOperatorHandsOutItsCache() {
        SmallModel model =
                new SmallModel()
                        .input("q", ElementType.FLOAT16, "N", 1, 1024)
                        .input("k", ElementType.FLOAT16, "N", 1, 128)
                        .input("v", ElementType.FLOAT16, "N", 1, 128)
                        .input("pk", ElementType.FLOAT16, "N", 4, "P", 32)
                        .input("pv", ElementType.FLOAT16, "N", 4, "P", 32)
                        .input("lengths", ElementType.INT32, "N")
                        .input("total", ElementType.INT32)
                        .node(
                                "com.microsoft",
                                "GroupQueryAttention",
                                List.of("q", "k", "v", "pk", "pv", "lengths", "total"),
                                List.of("y", "key", "value"),
                                Map.of(
                                        "num_heads", new Attribute.Int(32),
                                        "kv_num_heads", new Attribute.Int(4)))
                        .output("y")
                        .output("key")
                        .output("value");
        Structure structure = Structure.of(model.typed());
        assertThat(structure.kvCache().bytesPerToken())
                .isEqualTo(Dim.symbol("N").times(2 * 4 * 32 * 2));
        assertThat(((Block.Attention) structure.blocks().getFirst()).sharing())
                .isEqualTo(Block.Sharing.GQA);
    }
}
