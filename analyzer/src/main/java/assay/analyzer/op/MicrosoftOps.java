package assay.analyzer.op;

import assay.analyzer.op.Ops.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The operators of `com.microsoft`, in alphabetical order, and of the layout domains of ONNX
/// Runtime. Operators without a row are unknown, and said to be.
final class MicrosoftOps {

    private static final Op LIKE_GELU = new Rule(Types.sameAs(0), Work.perOutput(5));
    private static final Op LIKE_BIASED_GELU = new Rule(Types.sameAs(0), Work.perOutput(6));
    private static final Op FAST_GELU =
            new Rule(Types.sameAs(0), node -> Work.perOutput(8 + Products.bias(node, 1)).of(node));

    static final List<Row> ROWS =
            List.of(
                    new Row("Attention", 1, ProjectedAttention.PLAIN),
                    new Row("AttnLSTM", 1, WrappedRecurrent.ATTENDING),
                    new Row("BeamSearch", 1, GenerationSearch.BEAM),
                    new Row("BiasAdd", 1, new Rule(Types.sameAs(0), Work.perOutput(2))),
                    new Row("BiasDropout", 1, RuntimeExtras.BIAS_DROPOUT),
                    new Row("BiasGelu", 1, LIKE_BIASED_GELU),
                    new Row("BiasSoftmax", 1, new Rule(Types.sameAs(0), Work.perOutput(6))),
                    new Row("BiasSplitGelu", 1, RuntimeExtras.SPLIT_GELU),
                    new Row("BifurcationDetector", 1, RuntimeTensors.BIFURCATION),
                    new Row("BitmaskBiasDropout", 1, RuntimeTensors.BITMASK_DROPOUT),
                    new Row("BitmaskDropout", 1, RuntimeTensors.BITMASK_DROPOUT),
                    new Row("CDist", 1, RuntimeTensors.DISTANCES),
                    new Row("CausalConvWithState", 1, StatefulLayers.CAUSAL_CONV),
                    new Row("ComplexMul", 1, RealFourier.PRODUCT),
                    new Row("ComplexMulConj", 1, RealFourier.PRODUCT),
                    new Row("ConvTransposeWithDynamicPads", 1, TransposedConvolution.DYNAMIC_PADS),
                    new Row("CropAndResize", 1, RuntimeExtras.CROP_AND_RESIZE),
                    new Row("DecoderAttention", 1, DecoderAttention.PROJECTING),
                    new Row("DecoderMaskedMultiHeadAttention", 1, MultiHeadAttention.DECODING),
                    new Row("DecoderMaskedSelfAttention", 1, ProjectedAttention.PLAIN),
                    new Row("DequantizeBFP", 1, BlockFloats.DEQUANTIZE),
                    new Row("DequantizeLinear", 1, Quantization.DEQUANTIZE),
                    new Row(
                            "DequantizeWithOrder",
                            1,
                            new Rule(IntegerExtras::reordered, Work.perOutput(1))),
                    new Row("DynamicQuantizeLSTM", 1, WrappedRecurrent.QUANTIZED),
                    new Row("DynamicQuantizeMatMul", 1, Products.DYNAMIC_QUANTIZE_MAT_MUL),
                    new Row("DynamicTimeWarping", 1, RuntimeTensors.WARPING),
                    new Row("EmbedLayerNormalization", 1, FusedNormalization.EMBED),
                    new Row("EngramGate", 1, Engram.GATE),
                    new Row("ExpandDims", 1, RuntimeExtras.EXPAND_DIMS),
                    new Row("FastGelu", 1, FAST_GELU),
                    new Row("FusedConv", 1, Products.FUSED_CONV),
                    new Row("FusedGemm", 1, Products.FUSED_GEMM),
                    new Row("FusedMatMul", 1, Products.FUSED_MAT_MUL),
                    new Row("FusedMatMulActivation", 1, Products.FUSED_MAT_MUL),
                    new Row("GatedAdd", 1, new Rule(Types.sameAs(0), Work.perOutput(2))),
                    new Row("GatedDeltaNet", 1, PackedRecurrence.DELTA_NET),
                    new Row("GatedRMSNorm", 1, new Rule(Types.sameAs(0), Work.perOutput(10))),
                    new Row("GatedRelativePositionBias", 1, PositionBias.GATED),
                    new Row("GatherBlockQuantized", 1, RuntimeTensors.GATHER_QUANTIZED),
                    new Row("GatherND", 1, new GatherNd()),
                    new Row("Gelu", 1, LIKE_GELU),
                    new Row("GemmFastGelu", 1, Products.MAT_MUL_FAST_GELU),
                    new Row("GemmFloat8", 1, Products.FLOAT8_GEMM),
                    new Row(
                            "GemmaRotaryEmbedding",
                            1,
                            new Rule(Types.each(1, 3), Work.perOutput(6))),
                    new Row("GreedySearch", 1, GenerationSearch.GREEDY),
                    new Row("GridSample", 1, GridSampling.SAMPLE),
                    new Row("GroupNorm", 1, FusedNormalization.GROUP),
                    new Row("GroupQueryAttention", 1, new GroupQueryAttention()),
                    new Row("Inverse", 1, RuntimeExtras.INVERSE),
                    new Row("Irfft", 1, RealFourier.BACK),
                    new Row("IsAllFinite", 1, RuntimeTensors.ALL_FINITE),
                    new Row("LayerNormalization", 1, new LayerNormalization()),
                    new Row("LinearAttention", 1, StatefulLayers.LINEAR_ATTENTION),
                    new Row("LinearAttentionGate", 1, PackedRecurrence.GATES),
                    new Row("LongformerAttention", 1, WindowedAttention.LONGFORMER),
                    new Row("MRotaryEmbedding", 1, RotaryEmbedding.RUNTIME),
                    new Row("MatMulBlockQuantizedFp4Weight", 1, FusedProjections.FLOAT4),
                    new Row("MatMulBlockQuantizedFp8Weight", 1, FusedProjections.FLOAT8),
                    new Row("MatMulBnb4", 1, QuantizedWeights.BNB4),
                    new Row("MatMulFpQ4", 1, QuantizedWeights.FP_Q4),
                    new Row("MatMulInteger16", 1, Products.MAT_MUL_INTEGER_16),
                    new Row("MatMulIntegerToFloat", 1, Products.MAT_MUL_INTEGER_TO_FLOAT),
                    new Row("MatMulNBits", 1, QuantizedWeights.N_BITS),
                    new Row("MatMulNBitsMlp", 1, FusedProjections.MLP),
                    new Row("MatMulNBitsQkv", 1, FusedProjections.QKV),
                    new Row("MaxpoolWithMask", 1, new Pooling(Pooling.Kind.MAX)),
                    new Row("MoE", 1, MixtureOfExperts.PLAIN),
                    new Row("MulInteger", 1, IntegerExtras.PRODUCT),
                    new Row("MultiHeadAttention", 1, MultiHeadAttention.PLAIN),
                    new Row("MurmurHash3", 1, RuntimeTensors.HASH),
                    new Row("NGramHashMapping", 1, Engram.HASHES),
                    new Row("NGramRepeatBlock", 1, new Rule(Types.sameAs(1), Work.moving())),
                    new Row("NhwcConv", 1, new ChannelsLast(new Convolution(), 1)),
                    new Row("NhwcFusedConv", 1, new ChannelsLast(Products.FUSED_CONV, 1)),
                    new Row("NhwcMaxPool", 1, new ChannelsLast(new Pooling(Pooling.Kind.MAX), -1)),
                    new Row("PackedAttention", 1, PackedSequences.ATTENTION),
                    new Row("PackedMultiHeadAttention", 1, PackedSequences.MULTI_HEAD),
                    new Row("Pad", 1, new Pad()),
                    new Row("PagedAttention", 1, PackedSequences.PAGED),
                    new Row("QAttention", 1, ProjectedAttention.QUANTIZED),
                    new Row("QEmbedLayerNormalization", 1, FusedNormalization.QUANTIZED_EMBED),
                    new Row("QGemm", 1, QuantizedWeights.Q_GEMM),
                    new Row("QLinearAdd", 1, RuntimeExtras.quantized(List.of(0, 3), 0, 1)),
                    new Row(
                            "QLinearAveragePool",
                            1,
                            EitherLayout.of(
                                    Products.requantized(new Pooling(Pooling.Kind.AVERAGE)), -1)),
                    new Row("QLinearConcat", 1, RuntimeExtras.QLINEAR_CONCAT),
                    new Row("QLinearConv", 1, EitherLayout.of(Products.QLINEAR_CONV, 3)),
                    new Row(
                            "QLinearGlobalAveragePool",
                            1,
                            EitherLayout.of(
                                    Products.requantized(new GlobalPooling(Pooling.Kind.AVERAGE)),
                                    -1)),
                    new Row("QLinearLeakyRelu", 1, RuntimeExtras.quantized(List.of(0), 0, 2)),
                    new Row("QLinearMul", 1, RuntimeExtras.quantized(List.of(0, 3), 0, 1)),
                    new Row("QLinearReduceMean", 1, IntegerExtras.MEAN),
                    new Row("QLinearSigmoid", 1, RuntimeExtras.quantized(List.of(0), 0, 4)),
                    new Row("QLinearSoftmax", 1, RuntimeExtras.quantized(List.of(0), 0, 5)),
                    new Row("QLinearWhere", 1, RuntimeExtras.quantized(List.of(0, 1, 4), 1, 1)),
                    new Row("QMoE", 1, MixtureOfExperts.QUANTIZED),
                    new Row("QOrderedAttention", 1, IntegerExtras.ORDERED_ATTENTION),
                    new Row("QOrderedGelu", 1, new Rule(Types.sameAs(0), Work.perOutput(11))),
                    new Row(
                            "QOrderedLayerNormalization",
                            1,
                            new Rule(Types.sameAs(0), Work.perOutput(13))),
                    new Row("QOrderedLongformerAttention", 1, WindowedAttention.LONGFORMER),
                    new Row("QOrderedMatMul", 1, IntegerExtras.ORDERED_MAT_MUL),
                    new Row("QuantizeBFP", 1, BlockFloats.QUANTIZE),
                    new Row("QuantizeLinear", 1, Quantization.QUANTIZE),
                    new Row(
                            "QuantizeWithOrder",
                            1,
                            new Rule(IntegerExtras::reordered, Work.perOutput(5))),
                    new Row("QuickGelu", 1, new Rule(Types.sameAs(0), Work.perOutput(6))),
                    new Row("Range", 1, new Range()),
                    new Row("ReduceSumInteger", 1, IntegerExtras.SUM),
                    new Row("RelativePositionBias", 1, PositionBias.RELATIVE),
                    new Row("RemovePadding", 1, PackedSequences.REMOVE),
                    new Row("RestorePadding", 1, PackedSequences.RESTORE),
                    new Row("Rfft", 1, RealFourier.FORWARD),
                    new Row("RotaryEmbedding", 1, RotaryEmbedding.RUNTIME),
                    new Row("SampleOp", 1, new Identity()),
                    new Row("Sampling", 1, GenerationSearch.GREEDY),
                    new Row("SimplifiedLayerNormalization", 1, FusedNormalization.SIMPLIFIED),
                    new Row("SkipGroupNorm", 1, FusedNormalization.SKIP_GROUP),
                    new Row("SkipLayerNormalization", 1, FusedNormalization.SKIP),
                    new Row(
                            "SkipSimplifiedLayerNormalization",
                            1,
                            FusedNormalization.SKIP_SIMPLIFIED),
                    new Row("SparseAttention", 1, new SparseAttention()),
                    new Row("SparseToDenseMatMul", 1, Products.SPARSE_MAT_MUL),
                    new Row("Tokenizer", 1, RuntimeTensors.TOKENIZER),
                    new Row("TorchEmbedding", 1, RuntimeTensors.EMBEDDING),
                    new Row("TransposeMatMul", 1, Products.FUSED_MAT_MUL),
                    new Row("Trilu", 1, new Rule(Types.sameAs(0), Work.moving())),
                    new Row("UnfoldTensor", 1, RuntimeTensors.UNFOLD),
                    new Row("Unique", 1, RuntimeTensors.UNIQUE),
                    new Row("VarlenCausalConvWithState", 1, PackedRecurrence.CONVOLUTION),
                    new Row("VarlenNGramHashMapping", 1, Engram.PACKED_HASHES),
                    new Row("WhisperBeamSearch", 1, GenerationSearch.BEAM),
                    new Row("WordConvEmbedding", 1, RuntimeTensors.WORD_EMBEDDING));

    /// `com.ms.internal.nhwc`: operators of `ai.onnx` on images whose channels stand last, numbered
    /// as there. Its Resize says in its scales where they are.
    static final List<Row> NHWC = channelsLast();

    /// `com.microsoft.nchwc`.
    static final List<Row> BLOCKED =
            List.of(
                    new Row("AveragePool", 1, new Pooling(Pooling.Kind.AVERAGE)),
                    new Row("Conv", 1, Products.FUSED_CONV),
                    new Row("GlobalAveragePool", 1, new GlobalPooling(Pooling.Kind.AVERAGE)),
                    new Row("GlobalMaxPool", 1, new GlobalPooling(Pooling.Kind.MAX)),
                    new Row("MaxPool", 1, new Pooling(Pooling.Kind.MAX)),
                    new Row("ReorderInput", 1, BlockedLayout.INTO),
                    new Row("ReorderOutput", 1, BlockedLayout.OUT_OF),
                    new Row("Upsample", 1, BlockedLayout.UPSAMPLE));

    private MicrosoftOps() {}

    private static List<Row> channelsLast() {
        Set<String> named =
                Set.of(
                        "AveragePool",
                        "BatchNormalization",
                        "ConvTranspose",
                        "DepthToSpace",
                        "GlobalAveragePool",
                        "GlobalLpPool",
                        "GlobalMaxPool",
                        "GridSample",
                        "InstanceNormalization",
                        "LRN",
                        "LpPool",
                        "MaxPool",
                        "MaxUnpool",
                        "SpaceToDepth");
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Conv", 1, new ChannelsLast(Products.FUSED_CONV, 1)));
        rows.add(new Row("QLinearConv", 1, new ChannelsLast(Products.QLINEAR_CONV, 3)));
        for (Row row : OnnxOps.ROWS) {
            if (named.contains(row.name())) {
                rows.add(new Row(row.name(), row.since(), new ChannelsLast(row.op(), -1)));
            } else if (row.name().equals("Resize")) {
                rows.add(row);
            }
        }
        return rows;
    }
}
