package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import org.junit.jupiter.api.Test;

/// Attention that remembers, and experts: shapes, MACs, FLOPs and bytes, each with its arithmetic.
class CachedAttentionTest {

    private static final ElementType FLOAT16 = ElementType.FLOAT16;

    /// Attention-23, one token of 8 query heads over 2 key heads of width 64, after 127 of the
    /// past: the present has 128.
    @Test
    void thePresentIsThePastAndTheNewToken() {
        OneNode node =
                new OneNode("Attention", 23)
                        .outputs(4)
                        .input(FLOAT16, "1 8 1 64")
                        .input(FLOAT16, "1 2 1 64")
                        .input(FLOAT16, "1 2 1 32")
                        .absent()
                        .input(FLOAT16, "1 2 127 64")
                        .input(FLOAT16, "1 2 127 32");
        assertThat(node.type(0)).isEqualTo("float16[1, 8, 1, 32]");
        assertThat(node.type(1)).isEqualTo("float16[1, 2, 128, 64]");
        assertThat(node.type(2)).isEqualTo("float16[1, 2, 128, 32]");
        assertThat(node.type(3)).isEqualTo("float16[1, 8, 1, 128]");
        Cost cost = node.cost();
        // scores 8 x 1 x 128 = 1,024, each of 64 + 32 MACs
        assertThat(cost.macs()).isEqualTo(Dim.of(1_024 * 96));
        // scaling and softmax: 6 a score
        assertThat(cost.vectorFlops()).isEqualTo(Dim.of(1_024 * 6));
        // query 512, key 128, value 64, past 2 x 127 x (64 + 32) = 24,384 elements of 2 B
        assertThat(cost.bytesRead()).isEqualTo(Dim.of(2 * (512 + 128 + 64 + 24_384)));
        // result 256, present 2 x 128 x 96 = 24,576, scores 1,024
        assertThat(cost.bytesWritten()).isEqualTo(Dim.of(2 * (256 + 24_576 + 1_024)));
    }

    /// Attention-24 over a cache of fixed size that TensorScatter fills: all 256 places are
    /// counted, for how many hold tokens depends on data. Packed heads: 12 x 64 = 768; one key
    /// head.
    @Test
    void aStaticCacheCountsWholeAndOneKeyHeadServesAll() {
        OneNode node =
                new OneNode("Attention", 24)
                        .with("q_num_heads", 12)
                        .with("kv_num_heads", 1)
                        .input("N 4 768")
                        .input("N 256 64")
                        .input("N 256 64")
                        .absent()
                        .absent()
                        .absent()
                        .input(ElementType.INT64, "N");
        assertThat(node.type()).isEqualTo("float32[N, 4, 768]");
        // scores N x 12 x 4 x 256 = 12,288 N, each of 64 + 64 MACs
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(12_288 * 128));
        // query 3,072, key and value 16,384 each, 4 B an element; a length of 8 B
        assertThat(node.cost().bytesRead())
                .isEqualTo(Dim.symbol("N").times(4 * (3_072 + 2 * 16_384) + 8));
        assertThat(
                        new OneNode("TensorScatter", 24)
                                .input("N 256 64")
                                .input("N 4 64")
                                .input(ElementType.INT64, "N")
                                .type())
                .isEqualTo("float32[N, 256, 64]");
    }

    /// 32 tokens, each to 2 of 8 experts, 64 → 256 → 64.
    @Test
    void eachTokenMeetsTheExpertsThatItIsSentTo() {
        OneNode node =
                OneNode.ofRuntime("MoE")
                        .with("k", 2)
                        .input("32 64")
                        .input("32 8")
                        .input("8 64 256")
                        .absent()
                        .input("8 256 64");
        assertThat(node.type()).isEqualTo("float32[32, 64]");
        // 32 x 2 runs of 64 x 256 + 256 x 64 MACs
        assertThat(node.cost().macs()).isEqualTo(Dim.of(64 * 2 * 64 * 256));
    }

    /// `[N, 10, 64] x [64, 32]` in 8 bits: the MACs of the float product.
    @Test
    void aProductThatQuantizesAsItGoes() {
        OneNode node =
                OneNode.ofRuntime("DynamicQuantizeMatMul")
                        .input("N 10 64")
                        .input(ElementType.INT8, "64 32")
                        .input("1")
                        .input(ElementType.INT8, "1")
                        .input("32");
        assertThat(node.type()).isEqualTo("float32[N, 10, 32]");
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(10 * 64 * 32));
        // data 640 N floats, 2,048 weights of 1 B, scale 4 B, zero point 1 B, bias 128 B
        assertThat(node.cost().bytesRead())
                .isEqualTo(Dim.symbol("N").times(2_560).plus(2_048 + 4 + 1 + 128));
    }

    /// A head of 80 classes and 8,400 boxes; at most 100 a class can come out, of 3 numbers each.
    @Test
    void aDetectionHeadSelectsSomeOfItsBoxes() {
        OneNode node =
                new OneNode("NonMaxSuppression", 11)
                        .input("1 8400 4")
                        .input("1 80 8400")
                        .integers("100");
        assertThat(node.type()).isEqualTo("int64[?, 3]");
        // a comparison a score; 80 x 100 overlaps with 8,400 boxes, 13 each
        assertThat(node.cost().vectorFlops())
                .isEqualTo(Dim.of(80 * 8_400 + 80L * 100 * 8_400 * 13));
        assertThat(node.cost().bytesWritten()).isEqualTo(Dim.of(80 * 100 * 3 * 8));
    }

    /// RotaryEmbedding-23: one token of 8 heads of width 64, half of which is turned, with tables
    /// of 4,096 positions.
    @Test
    void positionsAreTurnedByTheRowsThatTheIdsName() {
        OneNode node =
                new OneNode("RotaryEmbedding", 23)
                        .with("rotary_embedding_dim", 32)
                        .input("1 8 1 64")
                        .input("4096 16")
                        .input("4096 16")
                        .input(ElementType.INT64, "1 1");
        assertThat(node.type()).isEqualTo("float32[1, 8, 1, 64]");
        // 8 heads * 32 turned elements, two products and a sum each
        assertThat(node.cost().flops().toString()).isEqualTo("768");
        // 8 * 64 elements, two rows of 16, of 4 bytes each; one id of 8
        assertThat(node.cost().bytesRead().toString()).isEqualTo("2184");
        assertThat(node.cost().bytesWritten().toString()).isEqualTo("2048");
    }
}
