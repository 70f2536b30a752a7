package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Decoders of `com.microsoft` and their caches: shapes, MACs and bytes, by ContribOperators.md.
class RuntimeCachesTest {

    private static final ElementType FLOAT16 = ElementType.FLOAT16;
    private static final ElementType INT32 = ElementType.INT32;
    private static final ElementType UINT8 = ElementType.UINT8;

    private static TensorValue int32(Dim value) {
        return new TensorValue.Integers(INT32, List.of(), List.of(value));
    }

    /// One token of 8 query heads over 2 key heads of 64, `past` before it.
    private static OneNode grouped(String past, TensorValue total) {
        return OneNode.ofRuntime("GroupQueryAttention")
                .with("num_heads", 8)
                .with("kv_num_heads", 2)
                .with("do_rotary", 1)
                .outputs(3)
                .input(FLOAT16, "1 1 512")
                .input(FLOAT16, "1 1 128")
                .input(FLOAT16, "1 1 128")
                .input(FLOAT16, "1 2 " + past + " 64")
                .input(FLOAT16, "1 2 " + past + " 64")
                .input(INT32, "1")
                .value(total)
                .input(FLOAT16, "4096 32")
                .input(FLOAT16, "4096 32");
    }

    /// 127 tokens grow to 128.
    @Test
    void aCacheThatGrowsIsReadAndWrittenWhole() {
        OneNode node = grouped("127", int32(Dim.of(128)));
        assertThat(node.type(0)).isEqualTo("float16[1, 1, 512]");
        assertThat(node.type(1)).isEqualTo("float16[1, 2, 128, 64]");
        Cost cost = node.cost();
        // each query head meets all keys: 8 x 128 scores of 64 + 64
        assertThat(cost.macs()).isEqualTo(Dim.of(8 * 128 * 128));
        // 6 a score and the mask; 8 + 2 vectors of 64 turned
        assertThat(cost.vectorFlops()).isEqualTo(Dim.of(8 * 128 * 7 + 10 * 64 * 3));
        // query, key, value 768; past 2 x 2 x 127 x 64; a row of 32 of both tables; two int32
        assertThat(cost.bytesRead()).isEqualTo(Dim.of(2 * (768 + 32_512 + 64) + 8));
        // output 512, present 2 x 2 x 128 x 64
        assertThat(cost.bytesWritten()).isEqualTo(Dim.of(2 * (512 + 32_768)));
        assertThat(cost.confidence()).isEqualTo(Confidence.EXACT);
    }

    /// A buffer of 4,096 places of which 128 are taken.
    @Test
    void aBufferIsReadAsFarAsItIsFilledAndWrittenWhereItIsNew() {
        OneNode node = grouped("4096", int32(Dim.of(128)));
        assertThat(node.type(1)).isEqualTo("float16[1, 2, 4096, 64]");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(8 * 128 * 128));
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.of(2 * (768 + 32_512 + 64) + 8));
        // output 512, new keys and values 2 x 2 x 64
        assertThat(node.cost().bytesWritten()).isEqualTo(Dim.of(2 * (512 + 256)));
    }

    /// Of 1,000 tokens a window leaves 100.
    @Test
    void aWindowIsAllThatAQueryMeets() {
        OneNode node = grouped("999", int32(Dim.of(1_000))).with("local_window_size", 100);
        assertThat(node.type(1)).isEqualTo("float16[1, 2, 1000, 64]");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(8 * 100 * 128));
        // of the caches 2 x 2 x 100 x 64
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.of(2 * (768 + 25_600 + 64) + 8));
    }

    @Test
    void aGrowingCacheKeepsItsSymbols() {
        OneNode node = grouped("P", int32(Dim.symbol("T")));
        assertThat(node.type(1)).isEqualTo("float16[1, 2, max(P, T), 64]");
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("T").times(8 * 128));
        // query, key, value and table rows 2 x 832, two int32; past 2 x 2 x 2 x 64 P
        assertThat(node.cost().bytesRead()).isEqualTo(Dim.symbol("P").times(512).plus(1_672));
    }

    /// Packed: (8 + 2 x 2) x 64 = 768; two numbers of 4 bits in a byte of the cache.
    @Test
    void aCacheOfFourBitsHoldsTwoNumbersAByte() {
        OneNode node =
                OneNode.ofRuntime("GroupQueryAttention")
                        .with("num_heads", 8)
                        .with("kv_num_heads", 2)
                        .with("kv_cache_bit_width", 4)
                        .with("qk_output", 1)
                        .outputs(4)
                        .input(FLOAT16, "N 1 768")
                        .absent()
                        .absent()
                        .input(UINT8, "N 2 15 32")
                        .input(UINT8, "N 2 15 32")
                        .input(INT32, "N")
                        .value(int32(Dim.of(16)));
        assertThat(node.type(0)).isEqualTo("float16[N, 1, 512]");
        assertThat(node.type(1)).isEqualTo("uint8[N, 2, 16, 32]");
        assertThat(node.type(3)).isEqualTo("float16[N, 8, 1, 16]");
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(8 * 16 * 128));
        // 7 a score; 16 x 2 x 64 keys and as many values unpacked (1), 2 x 64 of each made (5)
        assertThat(node.cost().vectorFlops())
                .isEqualTo(Dim.symbol("N").times(8 * 16 * 7 + 2 * 2_048 + 2 * 128 * 5));
    }

    /// Whisper's cross attention: keys and values of 1,500 frames as the encoder left them, though
    /// the attribute speaks of a buffer.
    @Test
    void anEncodersCacheIsNoBuffer() {
        OneNode node =
                OneNode.ofRuntime("DecoderMaskedMultiHeadAttention")
                        .with("num_heads", 6)
                        .with("past_present_share_buffer", 1)
                        .input("N 1 384")
                        .input("N 6 1500 64")
                        .input("N 6 1500 64");
        assertThat(node.type()).isEqualTo("float32[N, 1, 384]");
        assertThat(node.cost().macs()).isEqualTo(Dim.symbol("N").times(6 * 1_500 * 128));
        assertThat(node.cost().confidence()).isEqualTo(Confidence.EXACT);
    }

    /// A buffer of 448 places; packed query, key and value of 3 x 384; what is new is 2 x 384.
    @Test
    void aDecodersBufferComesOutAsItWentIn() {
        OneNode node =
                OneNode.ofRuntime("DecoderMaskedMultiHeadAttention")
                        .with("num_heads", 6)
                        .with("past_present_share_buffer", 1)
                        .outputs(4)
                        .input("N 1 1152")
                        .absent()
                        .absent()
                        .absent()
                        .absent()
                        .input("N 6 448 64")
                        .input("N 6 448 64")
                        .input(INT32, "1");
        assertThat(node.type(0)).isEqualTo("float32[N, 1, 384]");
        assertThat(node.type(1)).isEqualTo("float32[N, 6, 448, 64]");
        assertThat(node.type(3)).isEqualTo("float32[N, 6, 1, 448]");
        // output 384, new keys and values 768, scores 6 x 448
        assertThat(node.cost().bytesWritten())
                .isEqualTo(Dim.symbol("N").times(4 * (384 + 768 + 2_688)));
        assertThat(node.cost().confidence()).isEqualTo(Confidence.MODELLED);
    }

    /// Queries 10 x 64, keys and values 12 x 64 each get a bias; scores 4 x 10 x 12 one too.
    @Test
    void biasesOfInputsAndOfScoresAreTwoThings() {
        OneNode node =
                OneNode.ofRuntime("MultiHeadAttention")
                        .with("num_heads", 4)
                        .outputs(4)
                        .input("1 10 64")
                        .input("1 12 64")
                        .input("1 12 64")
                        .input("192")
                        .absent()
                        .input("1 1 10 12");
        assertThat(node.type(1)).isEqualTo("float32[1, 4, 12, 16]");
        assertThat(node.type(3)).isEqualTo("float32[1, 4, 10, 12]");
        assertThat(node.cost().vectorFlops()).isEqualTo(Dim.of(480 * 7 + 64 * (10 + 12 + 12)));
    }

    /// Inputs 3 and 4 of QAttention are scales; its mask is input 5. `[1, 10, 64]` by `[64, 192]`.
    @Test
    void aQuantizedAttentionIsMaskedByInputFive() {
        OneNode node =
                OneNode.ofRuntime("QAttention")
                        .with("num_heads", 4)
                        .outputs(2)
                        .input(UINT8, "1 10 64")
                        .input(ElementType.INT8, "64 192")
                        .input("192")
                        .input("")
                        .input("");
        assertThat(node.type(0)).isEqualTo("float32[1, 10, 64]");
        assertThat(node.type(1)).isEqualTo("float32[2, 1, 4, 10, 16]");
        // scores 4 x 10 x 10 of 6; 10 x 192 results of two scales and a bias
        Dim unmasked = Dim.of(400 * 6 + 1_920 * 3);
        assertThat(node.cost().vectorFlops()).isEqualTo(unmasked);
        assertThat(node.input(INT32, "1 10").cost().vectorFlops()).isEqualTo(unmasked.plus(400));
    }

    /// A layout of 3 blocks of 64 x 64 keys, 256 tokens: not 256 x 256 scores a head but 12,288.
    @Test
    void sparseAttentionCountsItsBlocks() {
        OneNode node =
                OneNode.ofRuntime("SparseAttention")
                        .with("num_heads", 4)
                        .with("kv_num_heads", 1)
                        .with("sparse_block_size", 64)
                        .outputs(3)
                        .input("1 256 192")
                        .absent()
                        .absent()
                        .input("1 1 512 32")
                        .input("1 1 512 32")
                        .input(INT32, "1 9")
                        .input(INT32, "1 3")
                        .value(int32(Dim.of(256)))
                        .input(INT32, "1");
        assertThat(node.type(0)).isEqualTo("float32[1, 256, 128]");
        assertThat(node.type(2)).isEqualTo("float32[1, 1, 512, 32]");
        assertThat(node.cost().macs()).isEqualTo(Dim.of(4 * 12_288 * 64));
        // output 256 x 128, new keys and values 2 x 256 x 32
        assertThat(node.cost().bytesWritten()).isEqualTo(Dim.of(4 * (32_768 + 16_384)));
    }
}
