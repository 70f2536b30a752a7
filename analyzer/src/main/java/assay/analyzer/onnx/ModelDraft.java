package assay.analyzer.onnx;

import assay.analyzer.graph.Model;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.OperatorSetIdProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.TensorValue;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// A specified model as [OnnxReader] would read it back, without a file and without the elements of
/// large weights: for analysis alone, in milliseconds whatever the model's size.
public final class ModelDraft {

    private ModelDraft() {}

    /// The model of that specification. Its path is its name; the elements of its large weights are
    /// said to lie in a file that nobody wrote.
    public static Model of(ModelSpec spec) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName(spec.name());
        spec.nodes().forEach(node -> graph.addNode(ProtoOf.node(node)));
        spec.inputs().forEach(input -> graph.addInput(ProtoOf.value(input)));
        spec.outputs().forEach(output -> graph.addOutput(ProtoOf.value(output)));
        spec.weights().forEach(weight -> graph.addInitializer(weight(weight)));
        ModelProto.Builder model =
                ModelProto.newBuilder()
                        .setIrVersion(spec.irVersion())
                        .setProducerName(spec.producer())
                        .setGraph(graph);
        spec.opsets()
                .forEach((domain, version) ->
                        model.addOpsetImport(
                                OperatorSetIdProto.newBuilder()
                                        .setDomain(domain)
                                        .setVersion(version)));
        return new ModelTranslation(Path.of(spec.name()), spec.weightBytes()).model(model.build());
    }

    private static TensorProto weight(WeightSpec weight) {
        TensorProto.Builder tensor = ProtoOf.header(weight).toBuilder();
        if (weight.elements() > TensorValue.MOST_ELEMENTS) {
            return tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL).build();
        }
        int count = (int) weight.elements();
        double[] elements = new double[count];
        new FillSource(weight, 1).next(elements, count);
        ByteBuffer raw = ByteBuffer.allocate((int) weight.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        ElementEncoder.put(weight.type(), elements, count, raw);
        return tensor.setRawData(ByteString.copyFrom(raw.flip())).build();
    }
}
