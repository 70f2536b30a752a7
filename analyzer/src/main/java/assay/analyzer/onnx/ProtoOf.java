package assay.analyzer.onnx;

import assay.analyzer.onnx.proto.AttributeProto;
import assay.analyzer.onnx.proto.AttributeProto.AttributeType;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.StringStringEntryProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.onnx.proto.TensorShapeProto;
import assay.analyzer.onnx.proto.TypeProto;
import assay.analyzer.onnx.proto.ValueInfoProto;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// The small messages of a model, made of its specification.
final class ProtoOf {

    private ProtoOf() {}

    static NodeProto node(NodeSpec node) {
        NodeProto.Builder proto =
                NodeProto.newBuilder()
                        .addAllInput(node.inputs())
                        .addAllOutput(node.outputs())
                        .setName(node.name())
                        .setOpType(node.operator());
        node.attributes().forEach((name, value) -> proto.addAttribute(attribute(name, value)));
        if (!node.domain().isEmpty()) {
            proto.setDomain(node.domain());
        }
        return proto.build();
    }

    static ValueInfoProto value(ValueSpec value) {
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(value.type().number());
        if (value.shape() instanceof Shape.Ranked(List<Dim> dims)) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            for (Dim dim : dims) {
                shape.addDim(dimension(dim));
            }
            tensor.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(value.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /// A weight seen as a graph input.
    static ValueInfoProto value(WeightSpec weight) {
        long[] dims = weight.dims().stream().mapToLong(Long::longValue).toArray();
        return value(new ValueSpec(weight.name(), weight.type(), Shape.of(dims)));
    }

    /// A weight without its elements.
    static TensorProto header(WeightSpec weight) {
        return TensorProto.newBuilder()
                .addAllDims(weight.dims())
                .setDataType(weight.type().number())
                .setName(weight.name())
                .build();
    }

    /// A weight whose elements lie in another file.
    ///
    /// @param file its name; it lies beside the model
    /// @param offset of the first element, in bytes
    static TensorProto headerApart(WeightSpec weight, String file, long offset) {
        return header(weight).toBuilder()
                .addExternalData(entry("location", file))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(weight.bytes())))
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    /// Numbers stay numbers; what is no plain symbol is written as a symbol named by its formula,
    /// and an unknown dim stays open.
    private static TensorShapeProto.Dimension dimension(Dim dim) {
        TensorShapeProto.Dimension.Builder proto = TensorShapeProto.Dimension.newBuilder();
        if (dim instanceof Dim.Known(long value)) {
            proto.setDimValue(value);
        } else if (!(dim instanceof Dim.Unknown)) {
            proto.setDimParam(dim.toString());
        }
        return proto.build();
    }

    private static AttributeProto attribute(String name, AttributeSpec value) {
        AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
        switch (value) {
            case AttributeSpec.Int(long number) -> proto.setI(number).setType(AttributeType.INT);
            case AttributeSpec.Real(float number) ->
                    proto.setF(number).setType(AttributeType.FLOAT);
            case AttributeSpec.Text(String text) ->
                    proto.setS(ByteString.copyFromUtf8(text)).setType(AttributeType.STRING);
            case AttributeSpec.Ints(List<Long> numbers) ->
                    proto.addAllInts(numbers).setType(AttributeType.INTS);
            case AttributeSpec.Reals(List<Float> numbers) ->
                    proto.addAllFloats(numbers).setType(AttributeType.FLOATS);
            case AttributeSpec.Texts(List<String> texts) -> {
                texts.forEach(text -> proto.addStrings(ByteString.copyFromUtf8(text)));
                proto.setType(AttributeType.STRINGS);
            }
            case AttributeSpec.Tensor tensor ->
                    proto.setT(tensor(tensor)).setType(AttributeType.TENSOR);
        }
        return proto.build();
    }

    private static TensorProto tensor(AttributeSpec.Tensor tensor) {
        ElementType type = tensor.type();
        int count = tensor.values().size();
        double[] elements = tensor.values().stream().mapToDouble(Double::doubleValue).toArray();
        ByteBuffer raw =
                ByteBuffer.allocate(count * type.bits() / 8).order(ByteOrder.LITTLE_ENDIAN);
        ElementEncoder.put(type, elements, count, raw);
        return TensorProto.newBuilder()
                .addAllDims(tensor.dims())
                .setDataType(type.number())
                .setRawData(ByteString.copyFrom(raw.flip()))
                .build();
    }
}
