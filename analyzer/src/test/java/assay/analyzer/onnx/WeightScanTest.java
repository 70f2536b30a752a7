package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.finding.Finding;
import assay.analyzer.finding.WeightFindings;
import assay.analyzer.onnx.WeightScan.Duplicates;
import assay.analyzer.onnx.WeightScan.Misfit;
import assay.analyzer.onnx.WeightScan.NonFinite;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.StringStringEntryProto;
import assay.analyzer.onnx.proto.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightScanTest {

    private static final int LARGE = 10_000;

    @TempDir private Path folder;

    private static TensorProto.Builder tensor(String name, byte[] floats) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(1)
                .addDims(floats.length / 4)
                .setRawData(ByteString.copyFrom(floats));
    }

    private static byte[] floats(int count, float last) {
        ByteBuffer buffer = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count - 1; i++) {
            buffer.putFloat(i * 0.5f);
        }
        return buffer.putFloat(last).array();
    }

    private Path write(TensorProto.Builder... tensors) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder();
        graph.addNode(NodeProto.newBuilder().setOpType("Relu").addInput("x").addOutput("y"));
        for (TensorProto.Builder tensor : tensors) {
            graph.addInitializer(tensor);
        }
        Path path = folder.resolve("model.onnx");
        Files.write(path, ModelProto.newBuilder().setGraph(graph).build().toByteArray());
        return path;
    }

    @Test
    void findsWhatIsNoNumberInLargeAndSmallTensors() throws IOException {
        TensorProto.Builder half =
                TensorProto.newBuilder()
                        .setName("half")
                        .setDataType(10)
                        .addDims(2)
                        // 0x7C00 is infinity, 0x7E00 a NaN, little-endian
                        .setRawData(ByteString.copyFrom(new byte[] {0, 0x7C, 0, 0x7E}));
        Path path =
                write(
                        tensor("large", floats(LARGE, Float.NaN)),
                        tensor("small", floats(3, Float.NEGATIVE_INFINITY)),
                        TensorProto.newBuilder()
                                .setName("typed")
                                .setDataType(1)
                                .addDims(2)
                                .addFloatData(1)
                                .addFloatData(Float.NaN),
                        half,
                        tensor("good", floats(LARGE, 1)));
        assertThat(WeightScan.of(path).nonFinite())
                .containsExactly(
                        new NonFinite("large", 1, 0),
                        new NonFinite("small", 0, 1),
                        new NonFinite("typed", 1, 0),
                        new NonFinite("half", 1, 1));
        List<Finding> findings = WeightFindings.of(OnnxReader.read(path));
        assertThat(findings).hasSize(1);
        // 1 + 1 + 1 NaN and 1 + 1 infinities
        assertThat(findings.getFirst().message())
                .isEqualTo(
                        "4 stored tensors with 3 NaN and 2 infinite elements, the first is 'large'");
    }

    @Test
    void findsTensorsStoredTwiceAndExternalOnesAmongThem() throws IOException {
        byte[] content = floats(LARGE, 7);
        Files.write(folder.resolve("weights.bin"), content);
        TensorProto.Builder external =
                TensorProto.newBuilder()
                        .setName("external")
                        .setDataType(1)
                        .addDims(LARGE)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(
                                StringStringEntryProto.newBuilder()
                                        .setKey("location")
                                        .setValue("weights.bin"));
        TensorProto.Builder missing =
                external.clone()
                        .setName("missing")
                        .setExternalData(
                                0,
                                StringStringEntryProto.newBuilder()
                                        .setKey("location")
                                        .setValue("../weights.bin"));
        Path path =
                write(
                        tensor("first", content),
                        tensor("other", floats(LARGE, 8)),
                        external,
                        missing,
                        tensor("second", content));
        WeightScan.Report report = WeightScan.of(path);
        // 10000 * 4 bytes
        assertThat(report.duplicates())
                .containsExactly(new Duplicates(List.of("first", "external", "second"), 40_000));
        assertThat(report.unread()).containsExactly("missing");
    }

    @Test
    void findsDataThatDoNotFit() throws IOException {
        Path path = write(tensor("short", floats(3, 1)).clearDims().addDims(4));
        // 3 * 4 bytes stored, 4 * 4 needed
        assertThat(WeightScan.of(path).misfits()).containsExactly(new Misfit("short", 12, 16));
    }
}
