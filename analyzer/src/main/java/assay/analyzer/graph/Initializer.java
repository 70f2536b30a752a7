package assay.analyzer.graph;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tensor stored in the model: its type, its shape and where its bytes lie. The bytes themselves
/// stay in the file; only a tensor of at most [TensorValue#MOST_ELEMENTS] elements is also held as
/// a value, for shapes depend on such.
///
/// @param dims dims, each known and none negative
/// @param sparse true when only the non-zero elements are stored; `dims` is the dense shape all the
///   same
/// @param value the elements of a small tensor; null when it is large, external or not decodable
public record Initializer(
        String name,
        ElementType type,
        List<Long> dims,
        boolean sparse,
        Data data,
        @Nullable TensorValue value) {

    public Initializer {
        dims = List.copyOf(dims);
    }

    /// Where the bytes of a tensor lie.
    public sealed interface Data {

        /// In the model file: `length` bytes from `offset`, in the layout of ONNX's `raw_data`.
        record Raw(long offset, long length) implements Data {}

        /// In the model file, in one of the typed fields (`float_data`, ...): protobuf's packed
        /// encoding.
        record Packed(int field, long offset, long length) implements Data {}

        /// In another file of the model's folder. `length` is -1 where the file does not say: to
        /// the end.
        record External(String location, long offset, long length) implements Data {}

        /// In the parsed message: small, or strings.
        record Inline() implements Data {}
    }

    public Shape shape() {
        List<Dim> known = new ArrayList<>(dims.size());
        for (long dim : dims) {
            known.add(Dim.of(dim));
        }
        return Shape.of(known);
    }

    /// What nodes read: a dense tensor, for runtimes unpack sparse ones when they load the model.
    public ValueType valueType() {
        return new ValueType.TensorType(type, shape());
    }

    /// Number of elements of the dense tensor; unknown when their count is beyond 64 bits.
    public Dim elements() {
        return shape().elements();
    }

    /// Bytes of the elements as their type packs them, whatever field holds them.
    public Dim bytes() {
        return new ValueType.TensorType(type, shape()).bytes();
    }

    public Optional<TensorValue> knownValue() {
        return Optional.ofNullable(value);
    }
}
