package assay.analyzer.op;

import assay.analyzer.op.Ops.Row;
import java.util.List;

/// The operators of `ai.onnx`, in alphabetical order; the element-wise ones are rows of
/// [Elementwise].
final class OnnxOps {

    static final List<Row> ROWS =
            List.of(
                    new Row("AveragePool", 1, new Pooling(Pooling.Kind.AVERAGE)),
                    new Row("BatchNormalization", 1, new BatchNormalization()),
                    new Row("Cast", 1, new Cast()),
                    new Row("CastLike", 15, new Cast()),
                    new Row("Clip", 1, new Clip()),
                    new Row("Concat", 1, new Concat()),
                    new Row("Constant", 1, new Constant()),
                    new Row("ConstantOfShape", 9, new ConstantOfShape()),
                    new Row("Conv", 1, new Convolution()),
                    new Row("ConvTranspose", 1, new TransposedConvolution()),
                    new Row("Dropout", 1, new Dropout()),
                    new Row("Expand", 8, new Expand()),
                    new Row("Flatten", 1, new View(UnitDims::flattened)),
                    new Row("GRU", 1, Recurrent.GRU),
                    new Row("Gather", 1, new Gather()),
                    new Row("Gemm", 1, new Gemm()),
                    new Row("GlobalAveragePool", 1, new GlobalPooling(Pooling.Kind.AVERAGE)),
                    new Row("GlobalLpPool", 1, new GlobalPooling(Pooling.Kind.LP)),
                    new Row("GlobalMaxPool", 1, new GlobalPooling(Pooling.Kind.MAX)),
                    new Row("GroupNormalization", 18, Normalization.GROUP),
                    new Row("Hardmax", 1, Normalization.HARDMAX),
                    new Row("Identity", 1, new Identity()),
                    new Row("InstanceNormalization", 1, Normalization.INSTANCE),
                    new Row("LRN", 1, Normalization.LOCAL_RESPONSE),
                    new Row("LSTM", 1, Recurrent.LSTM),
                    new Row("LayerNormalization", 17, new LayerNormalization()),
                    new Row("LogSoftmax", 1, Normalization.LOG_SOFTMAX),
                    new Row("LpNormalization", 1, Normalization.LP),
                    new Row("LpPool", 1, new Pooling(Pooling.Kind.LP)),
                    new Row("MatMul", 1, new MatrixProduct()),
                    new Row("MaxPool", 1, new Pooling(Pooling.Kind.MAX)),
                    new Row("MeanVarianceNormalization", 1, Normalization.MEAN_VARIANCE),
                    new Row("Pad", 1, new Pad()),
                    new Row("RNN", 1, Recurrent.RNN),
                    new Row("ReduceL1", 1, Reduction.L1),
                    new Row("ReduceL2", 1, Reduction.L2),
                    new Row("ReduceLogSum", 1, Reduction.LOG_SUM),
                    new Row("ReduceLogSumExp", 1, Reduction.LOG_SUM_EXP),
                    new Row("ReduceMax", 1, Reduction.MAX),
                    new Row("ReduceMean", 1, Reduction.MEAN),
                    new Row("ReduceMin", 1, Reduction.MIN),
                    new Row("ReduceProd", 1, Reduction.PRODUCT),
                    new Row("ReduceSum", 1, Reduction.SUM),
                    new Row("ReduceSumSquare", 1, Reduction.SUM_SQUARE),
                    new Row("Reshape", 1, new Reshape()),
                    new Row("Resize", 10, new Resize()),
                    new Row("Shape", 1, new ShapeOf()),
                    new Row("Size", 1, new SizeOf()),
                    new Row("Slice", 1, new Slice()),
                    new Row("Softmax", 1, Normalization.SOFTMAX),
                    new Row("Split", 1, new Split()),
                    new Row("Squeeze", 1, new View(UnitDims::squeezed)),
                    new Row("Transpose", 1, new Transpose()),
                    new Row("Unsqueeze", 1, new View(UnitDims::unsqueezed)),
                    new Row("Upsample", 1, new Resize()),
                    new Row("Where", 9, new Where()));

    private OnnxOps() {}
}
