package assay.analyzer.onnx;

import assay.analyzer.file.WholeFile;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.onnx.proto.OptionalProto;
import assay.analyzer.onnx.proto.SequenceProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.CommonType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value alone in a file, as ONNX's test data store the inputs and outputs of a run: a
/// TensorProto, SequenceProto or OptionalProto, and only the model says which.
///
/// @param name the name that the file gives the value; may be empty
/// @param type of a list with the type of each member, of an optional value whether it is there
/// @param value elements of a small tensor; of a list or an optional value none are kept
public record StoredValue(String name, ValueType type, Optional<TensorValue> value) {

    private static final String DIFFER = "differs among the members";

    /// Reads the value that belongs to an input or output of that declared type.
    ///
    /// @throws ModelFormatException when the file holds nothing of the kind
    public static StoredValue read(Path file, ValueType declared) {
        try {
            byte[] bytes = WholeFile.bytes(file);
            ModelTranslation translation = new ModelTranslation(file, bytes.length);
            return switch (declared) {
                case ValueType.SequenceType(ValueType element, _) -> {
                    SequenceProto list = SequenceProto.parseFrom(bytes);
                    yield new StoredValue(
                            list.getName(), list(list, element, translation), Optional.empty());
                }
                case ValueType.OptionalType(ValueType element, _) -> {
                    OptionalProto optional = OptionalProto.parseFrom(bytes);
                    yield new StoredValue(
                            optional.getName(),
                            optional(optional, element, translation),
                            Optional.empty());
                }
                case ValueType.TensorType _,
                        ValueType.SparseTensorType _,
                        ValueType.MapType _,
                        ValueType.UnknownType _ -> {
                    Initializer tensor = translation.initializer(TensorProto.parseFrom(bytes));
                    yield new StoredValue(tensor.name(), tensor.valueType(), tensor.knownValue());
                }
            };
        } catch (InvalidProtocolBufferException e) {
            throw new ModelFormatException(
                    file, -1, "is not an ONNX value of the input's kind: " + e.getMessage());
        } catch (FileSystemException e) {
            throw new ModelFormatException(file, -1, e.getReason());
        }
    }

    private static ValueType list(
            SequenceProto list, ValueType element, ModelTranslation translation) {
        List<ValueType> members = new ArrayList<>();
        list.getTensorValuesList()
                .forEach(tensor -> members.add(translation.initializer(tensor).valueType()));
        if (element instanceof ValueType.SequenceType(ValueType inner, _)) {
            list.getSequenceValuesList()
                    .forEach(member -> members.add(list(member, inner, translation)));
        }
        return new ValueType.SequenceType(
                members.isEmpty()
                        ? ValueType.tensor(
                                element.elementType(), Shape.unranked("the list is empty"))
                        : CommonType.ofAll(members, DIFFER),
                members);
    }

    private static ValueType optional(
            OptionalProto optional, ValueType element, ModelTranslation translation) {
        if (optional.hasTensorValue()) {
            return new ValueType.OptionalType(
                    translation.initializer(optional.getTensorValue()).valueType(), true);
        }
        if (optional.hasSequenceValue()
                && element instanceof ValueType.SequenceType(ValueType inner, _)) {
            return new ValueType.OptionalType(
                    list(optional.getSequenceValue(), inner, translation), true);
        }
        return new ValueType.OptionalType(element, false);
    }
}
