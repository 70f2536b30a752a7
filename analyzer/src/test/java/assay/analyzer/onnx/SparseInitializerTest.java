package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.OperatorSetIdProto;
import assay.analyzer.onnx.proto.SparseTensorProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.onnx.proto.TensorShapeProto;
import assay.analyzer.onnx.proto.TypeProto;
import assay.analyzer.onnx.proto.ValueInfoProto;
import assay.analyzer.tensor.Dim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights of which only the elements that are not 0 are stored.
class SparseInitializerTest {

    @TempDir private Path folder;

    private static ValueInfoProto.Builder input(String name, long width) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(1)
                                                .setShape(shape)));
    }

    /// `x [N, 4]` by a weight `[4, 3]` with two elements that are not 0, at positions 0 and 7.
    @Test
    void isReadAsTheDenseTensorThatRuntimesUnpackItTo() throws IOException {
        SparseTensorProto.Builder weight =
                SparseTensorProto.newBuilder()
                        .setValues(
                                TensorProto.newBuilder()
                                        .setName("w")
                                        .setDataType(1)
                                        .addDims(2)
                                        .addFloatData(1)
                                        .addFloatData(2))
                        .setIndices(
                                TensorProto.newBuilder()
                                        .setDataType(7)
                                        .addDims(2)
                                        .addInt64Data(0)
                                        .addInt64Data(7))
                        .addDims(4)
                        .addDims(3);
        GraphProto.Builder graph =
                GraphProto.newBuilder()
                        .addNode(
                                NodeProto.newBuilder()
                                        .setOpType("MatMul")
                                        .addInput("x")
                                        .addInput("w")
                                        .addOutput("y"))
                        .addInput(input("x", 4))
                        .addOutput(ValueInfoProto.newBuilder().setName("y"))
                        .addSparseInitializer(weight);
        Path path = folder.resolve("sparse.onnx");
        Files.write(
                path,
                ModelProto.newBuilder()
                        .setIrVersion(8)
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                        .setGraph(graph)
                        .build()
                        .toByteArray());

        Analysis analysis = Analysis.of(path, Assumptions.NONE);

        Dim n = Dim.symbol("N");
        assertThat(analysis.graph().type("y").toString()).isEqualTo("float32[N, 3]");
        assertThat(analysis.totals().macs()).isEqualTo(n.times(4 * 3));
        // float32: 4 a row of the input, 4 x 3 of the weight
        assertThat(analysis.totals().bytesRead()).isEqualTo(n.times(16).plus(48));
        assertThat(analysis.parameters().trainable()).isEqualTo(12);
    }
}
