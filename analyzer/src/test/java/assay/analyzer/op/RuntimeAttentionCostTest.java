package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.cost.Confidence;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Work of `com.microsoft`'s rarer attention operators, from their definitions.
class RuntimeAttentionCostTest {

    private static final ElementType INT8 = ElementType.INT8;
    private static final ElementType INT32 = ElementType.INT32;
    private static final ElementType INT64 = ElementType.INT64;

    private static TensorValue truth(boolean value) {
        return new TensorValue.Integers(
                ElementType.BOOL, List.of(), List.of(Dim.of(value ? 1 : 0)));
    }

    /// 6 steps of 2 sequences, hidden 8, input joined 5 + 4; a memory of 10 places of depth 3, keys
    /// of 7 numbers, an attention layer `[3 + 8, 4]`.
    @Test
    void anLstmAttendsToAMemoryAtEachStep() {
        OneNode node =
                OneNode.ofRuntime("AttnLSTM")
                        .with("hidden_size", 8)
                        .outputs(3)
                        .input("6 2 5")
                        .input("1 32 9")
                        .input("1 32 8")
                        .absent()
                        .absent()
                        .absent()
                        .absent()
                        .absent()
                        .input("1 8 7")
                        .input("1 3 7")
                        .input("1 7")
                        .input("2 10 3")
                        .absent()
                        .input("1 11 4");
        assertThat(node.type(0)).isEqualTo("float32[6, 1, 2, 8]");
        // keys 2 x 10 x 3 x 7; 12 steps of 8 x 7 (query) + 32 x (9 + 8) (cell) + 11 x 4 (layer) and
        // of 10 places of 7 + 3
        assertThat(node.cost().macs()).isEqualTo(Dim.of(420 + 12 * (56 + 544 + 44 + 10 * 10)));
        // 12 x 8 cells of 18 + 4; 12 x 10 places of 2 x 7 + 5
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(12 * 8 * 22 + 120 * 19));
    }

    /// 3 tokens of 2 sequences whose tables name 4 blocks of 16 keys; 8 heads of 32 over 2 key
    /// heads.
    @Test
    void aPagedCacheIsReadAsFarAsItsTablesNameIt() {
        OneNode node =
                OneNode.ofRuntime("PagedAttention")
                        .with("num_heads", 8)
                        .with("kv_num_heads", 2)
                        .outputs(3)
                        .input("3 256")
                        .input("3 64")
                        .input("3 64")
                        .input("1000 16 2 32")
                        .input("1000 16 2 32")
                        .input(INT32, "3")
                        .input(INT32, "2")
                        .input(INT32, "2 4");
        assertThat(node.type(0)).isEqualTo("float32[3, 256]");
        assertThat(node.type(1)).isEqualTo("float32[1000, 16, 2, 32]");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(3 * 8 * 64 * 2 * 32));
        // tokens 4 x 3 x (256 + 64 + 64); 2 caches x 8 blocks of 4 x 16 x 2 x 32
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.of(4_608 + 2 * 8 * 4_096));
        // output 4 x 3 x 256, new keys and values 2 x 4 x 3 x 64
        assertThat(node.cost().bytesWritten()).isEqualTo(Dim.of(3_072 + 1_536));
        assertThat(node.cost().confidence()).isEqualTo(Confidence.MODELLED);
    }

    /// 16 heads of 576 numbers, of which values are the first 512.
    @Test
    void aLatentCacheGivesNarrowerValues() {
        OneNode node =
                OneNode.ofRuntime("PagedAttention")
                        .with("num_heads", 16)
                        .with("kv_num_heads", 1)
                        .with("kv_cache_layout", "LATENT")
                        .with("v_head_size", 512)
                        .outputs(2)
                        .input("T 9216")
                        .input("T 576")
                        .absent()
                        .input("100 64 1 576")
                        .absent()
                        .input(INT32, "2")
                        .input(INT32, "1")
                        .input(INT32, "1 8");
        assertThat(node.type(0)).isEqualTo("float32[T, 8192]");
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("T").times(16L * 8 * 64 * (576 + 512)));
    }

    private static OneNode decoder(boolean crossing, boolean past) {
        return OneNode.ofRuntime("DecoderAttention")
                .with("num_heads", 4)
                .outputs(3)
                .input("1 2 64")
                .input("20 2 64")
                .input("64 64")
                .input("64 128")
                .input("192")
                .absent()
                .input("2 4 9 16")
                .input("2 4 9 16")
                .value(truth(crossing))
                .value(truth(past))
                .value(truth(true))
                .value(truth(false));
    }

    /// 1 token of 2 sequences, hidden 64. Scores are 2 x 4 x keys, with 2 x 16 MACs each.
    @Test
    void whatADecoderProjectsDependsOnItsFlags() {
        OneNode self = decoder(false, true);
        assertThat(self.type(1)).isEqualTo("float32[2, 4, 10, 16]");
        assertThat(self.cost().macs()).isEqualTo(Dim.of(2 * 3 * 64 * 64 + 2 * 4 * 10 * 32));
        OneNode cached = decoder(true, true);
        assertThat(cached.type(1)).isEqualTo("float32[2, 4, 9, 16]");
        assertThat(cached.cost().macs()).isEqualTo(Dim.of(2 * 64 * 64 + 2 * 4 * 9 * 32));
        OneNode crossing = decoder(true, false);
        assertThat(crossing.type(2)).isEqualTo("float32[2, 4, 20, 16]");
        assertThat(crossing.cost().macs())
                .isEqualTo(Dim.of(2 * (1 + 2 * 20) * 64 * 64 + 2 * 4 * 20 * 32));
    }

    /// `[2, 5, 12]` int8, three weights `[12, 8]`, 2 heads of 4.
    @Test
    void orderedAttentionScalesEachProductsResultsAnew() {
        OneNode node = OneNode.ofRuntime("QOrderedAttention").with("num_heads", 2);
        node.input(INT8, "2 5 12").input("").input("").input("").input("");
        node.input(INT8, "12 8").input(INT8, "12 8").input(INT8, "12 8");
        assertThat(node.type()).isEqualTo("int8[2, 5, 8]");
        // projections 10 x 12 x 24; 2 x 2 x 5 x 5 scores of 4 + 4
        assertThat(node.cost().macs()).isEqualTo(Dim.of(2_880 + 800));
        // scores 100 of 6; biases 10 x 24; results 240 + 80 + 100, each scaled anew
        assertThat(node.cost().vectorFlops())
                .isEqualTo(Dim.of(600 + 240 + 420L * Products.REQUANTIZE));
    }

    @Test
    void aggressiveDecodingSearchesAndComputesNothing() {
        OneNode node =
                OneNode.ofRuntime("BifurcationDetector")
                        .with("min_ngram_size", 1)
                        .with("max_ngram_size", 3)
                        .outputs(2)
                        .input(INT64, "50")
                        .input(INT64, "7")
                        .input(INT64, "");
        assertThat(node.type(0)).isEqualTo("int64[7]");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(0));
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(150));
    }
}
