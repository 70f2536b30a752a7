package assay.analyzer.onnx;

import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value as the data sets of ONNX's backend tests store it: a TensorProto, SequenceProto or
/// OptionalProto alone in a file, the model saying which.
///
/// @param value elements of a small tensor
record StoredValue(ValueType type, Optional<TensorValue> value) {

    /// Field numbers of SequenceProto and OptionalProto.
    private static final int TENSORS = 3;

    private static final int SEQUENCES = 5;

    /// @param declared the type of the graph's input or output of that number
    static StoredValue read(Path file, ValueType declared) throws IOException {
        return parse(ByteString.copyFrom(Files.readAllBytes(file)), declared);
    }

    private static StoredValue parse(ByteString bytes, ValueType declared)
            throws InvalidProtocolBufferException {
        return switch (declared) {
            case ValueType.SequenceType(ValueType element, _) ->
                    new StoredValue(sequence(bytes, element), Optional.empty());
            case ValueType.OptionalType(ValueType element) -> {
                UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
                int field = element instanceof ValueType.SequenceType ? SEQUENCES : TENSORS;
                List<ByteString> held = fields.getField(field).getLengthDelimitedList();
                yield new StoredValue(
                        new ValueType.OptionalType(
                                held.isEmpty() ? element : parse(held.getFirst(), element).type()),
                        Optional.empty());
            }
            default -> tensor(bytes);
        };
    }

    private static StoredValue tensor(ByteString bytes) throws InvalidProtocolBufferException {
        TensorProto tensor = TensorProto.parseFrom(bytes);
        ElementType type = ElementType.ofNumber(tensor.getDataType());
        List<Dim> dims = tensor.getDimsList().stream().map(Dim::of).toList();
        return new StoredValue(
                ValueType.tensor(type, Shape.of(dims)),
                Optional.ofNullable(TensorDecoding.decode(tensor, type, tensor.getDimsList())));
    }

    /// The type that fits all members: a dim that differs is unknown.
    private static ValueType sequence(ByteString bytes, ValueType element)
            throws InvalidProtocolBufferException {
        List<ByteString> members =
                UnknownFieldSet.parseFrom(bytes).getField(TENSORS).getLengthDelimitedList();
        if (members.isEmpty()) {
            return new ValueType.SequenceType(
                    ValueType.tensor(element.elementType(), Shape.unranked("no members")));
        }
        ValueType first = tensor(members.getFirst()).type();
        Shape shape = first.shape();
        for (ByteString member : members) {
            Shape next = tensor(member).type().shape();
            if (next.rank() != shape.rank()) {
                return new ValueType.SequenceType(
                        ValueType.tensor(first.elementType(), Shape.unranked("ranks differ")));
            }
            List<Dim> dims = new ArrayList<>();
            for (int axis = 0; axis < shape.rank(); axis++) {
                Dim dim = shape.dim(axis);
                dims.add(dim.equals(next.dim(axis)) ? dim : Dim.unknown("members differ"));
            }
            shape = Shape.of(dims);
        }
        return new ValueType.SequenceType(ValueType.tensor(first.elementType(), shape));
    }
}
