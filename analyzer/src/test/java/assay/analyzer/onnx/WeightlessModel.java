package assay.analyzer.onnx;

import assay.analyzer.graph.Model;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.OperatorSetIdProto;
import assay.analyzer.onnx.proto.StringStringEntryProto;
import assay.analyzer.onnx.proto.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a model whose large weights are only told of, as external data that are not there, so
/// that networks of any size can be analysed in a test.
public final class WeightlessModel {

    private static final int LARGE = 4096;

    private WeightlessModel() {}

    /// The model as the reader sees it. The file is written to `folder`.
    public static Model read(ModelSpec spec, Path folder) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder().setName(spec.name());
        spec.nodes().forEach(node -> graph.addNode(ProtoOf.node(node)));
        spec.inputs().forEach(input -> graph.addInput(ProtoOf.value(input)));
        spec.outputs().forEach(output -> graph.addOutput(ProtoOf.value(output)));
        spec.weights().forEach(weight -> graph.addInitializer(tensor(weight)));
        ModelProto.Builder model =
                ModelProto.newBuilder().setIrVersion(spec.irVersion()).setGraph(graph);
        spec.opsets()
                .forEach((domain, version) ->
                        model.addOpsetImport(
                                OperatorSetIdProto.newBuilder()
                                        .setDomain(domain)
                                        .setVersion(version)));
        Path file = folder.resolve(spec.name() + ".onnx");
        Files.write(file, model.build().toByteArray());
        return OnnxReader.read(file);
    }

    private static TensorProto tensor(WeightSpec weight) {
        TensorProto.Builder tensor = ProtoOf.header(weight).toBuilder();
        if (weight.elements() > LARGE) {
            return tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(
                            StringStringEntryProto.newBuilder()
                                    .setKey("location")
                                    .setValue("weights"))
                    .build();
        }
        int count = (int) weight.elements();
        double[] elements = new double[count];
        new FillSource(weight, 1).next(elements, count);
        ByteBuffer bytes = ByteBuffer.allocate((int) weight.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        ElementEncoder.put(weight.type(), elements, count, bytes);
        return tensor.setRawData(ByteString.copyFrom(bytes.flip())).build();
    }
}
