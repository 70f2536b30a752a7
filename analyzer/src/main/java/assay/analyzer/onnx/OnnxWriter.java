package assay.analyzer.onnx;

import assay.analyzer.file.FreshFile;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.OperatorSetIdProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.onnx.proto.ValueInfoProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a model file, its weights made and written chunk by chunk.
///
/// All lengths are known before the first byte, so a model of any size takes a few hundred KiB of
/// heap. The message may be longer than the 2 GiB that protobuf's own parsers take; for those
/// [#writeApart] keeps the weights in a file beside the model.
public final class OnnxWriter {

    /// The longest message that protobuf's own parsers take, and ONNX Runtime with them.
    public static final long LONGEST_MESSAGE = Integer.MAX_VALUE;

    private static final int CHUNK_ELEMENTS = 8192;

    private final CodedOutputStream out;
    private final long seed;

    /// Null where the weights are part of the message.
    private final @Nullable WeightLayout apart;

    private final double[] chunk = new double[CHUNK_ELEMENTS];
    private final ByteBuffer bytes =
            ByteBuffer.allocate(CHUNK_ELEMENTS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private OnnxWriter(CodedOutputStream out, long seed, @Nullable WeightLayout apart) {
        this.out = out;
        this.seed = seed;
        this.apart = apart;
    }

    /// Writes `model` to `path`, replacing a file that is there, all or nothing: the file appears
    /// under its name when it is complete.
    ///
    /// @param seed decides every random weight; the same model and seed give the same bytes
    /// @throws UncheckedIOException if the file cannot be written; the message is one sentence for
    ///   the user
    public static void write(ModelSpec model, Path path, long seed) {
        into(path, target -> replace(target, out -> new OnnxWriter(out, seed, null).write(model)));
    }

    /// As [#write], with all weights of at least 1 KiB in a second file beside it, `NAME.data`, as
    /// ONNX's external data. That file appears first.
    public static void writeApart(ModelSpec model, Path path, long seed) {
        into(
                path,
                target -> {
                    String data = target.getFileName() + ".data";
                    WeightLayout layout = WeightLayout.of(model, data);
                    replace(
                            target.resolveSibling(data),
                            out -> new OnnxWriter(out, seed, layout).writeWeightsApart(model));
                    replace(target, out -> new OnnxWriter(out, seed, layout).write(model));
                });
    }

    @FunctionalInterface
    private interface Writing<T> {
        void to(T target) throws IOException;
    }

    private static void into(Path path, Writing<Path> writing) {
        Path target = path.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw cannotWrite(path, "the folder does not exist", null);
        }
        if (!Files.isWritable(folder)) {
            throw cannotWrite(path, "the folder is not writable", null);
        }
        if (Files.isDirectory(target)) {
            throw cannotWrite(path, "there is a folder of that name", null);
        }
        try {
            writing.to(target);
        } catch (FileSystemException cause) {
            String why = cause.getReason();
            throw cannotWrite(path, why == null ? "no file can be made there" : why, cause);
        } catch (IOException cause) {
            throw cannotWrite(path, String.valueOf(cause.getMessage()), cause);
        }
    }

    private static void replace(Path target, Writing<CodedOutputStream> writing)
            throws IOException {
        FreshFile.write(
                target,
                file -> {
                    CodedOutputStream out = CodedOutputStream.newInstance(file, 1 << 16);
                    writing.to(out);
                    out.flush();
                });
    }

    private void write(ModelSpec model) throws IOException {
        List<NodeProto> nodes = new ArrayList<>(model.nodes().size());
        for (NodeSpec node : model.nodes()) {
            nodes.add(ProtoOf.node(node));
        }
        List<ValueInfoProto> inputs = new ArrayList<>();
        for (ValueSpec input : model.inputs()) {
            inputs.add(ProtoOf.value(input));
        }
        if (model.weightsAreInputs()) {
            for (WeightSpec weight : model.weights()) {
                inputs.add(ProtoOf.value(weight));
            }
        }
        List<ValueInfoProto> outputs = new ArrayList<>();
        for (ValueSpec output : model.outputs()) {
            outputs.add(ProtoOf.value(output));
        }

        out.writeInt64(ModelProto.IR_VERSION_FIELD_NUMBER, model.irVersion());
        out.writeString(ModelProto.PRODUCER_NAME_FIELD_NUMBER, model.producer());
        long length =
                lengthOf(GraphProto.NODE_FIELD_NUMBER, nodes)
                        + CodedOutputStream.computeStringSize(
                                GraphProto.NAME_FIELD_NUMBER, model.name())
                        + lengthOf(GraphProto.INPUT_FIELD_NUMBER, inputs)
                        + lengthOf(GraphProto.OUTPUT_FIELD_NUMBER, outputs);
        for (WeightSpec weight : model.weights()) {
            length += framed(GraphProto.INITIALIZER_FIELD_NUMBER, lengthOf(weight));
        }
        writeFrame(ModelProto.GRAPH_FIELD_NUMBER, length);
        write(GraphProto.NODE_FIELD_NUMBER, nodes);
        out.writeString(GraphProto.NAME_FIELD_NUMBER, model.name());
        for (WeightSpec weight : model.weights()) {
            write(weight);
        }
        write(GraphProto.INPUT_FIELD_NUMBER, inputs);
        write(GraphProto.OUTPUT_FIELD_NUMBER, outputs);
        for (String domain : model.opsets().keySet().stream().sorted().toList()) {
            out.writeMessage(
                    ModelProto.OPSET_IMPORT_FIELD_NUMBER,
                    OperatorSetIdProto.newBuilder()
                            .setDomain(domain)
                            .setVersion(model.opsets().getOrDefault(domain, 1))
                            .build());
        }
    }

    private void write(WeightSpec weight) throws IOException {
        writeFrame(GraphProto.INITIALIZER_FIELD_NUMBER, lengthOf(weight));
        header(weight).writeTo(out);
        if (!isApart(weight)) {
            writeFrame(TensorProto.RAW_DATA_FIELD_NUMBER, weight.bytes());
            writeElements(weight);
        }
    }

    private void writeWeightsApart(ModelSpec model) throws IOException {
        long written = 0;
        for (WeightSpec weight : model.weights()) {
            if (isApart(weight)) {
                long offset = layout().offset(weight);
                out.writeRawBytes(new byte[Math.toIntExact(offset - written)]);
                writeElements(weight);
                written = offset + weight.bytes();
            }
        }
    }

    private boolean isApart(WeightSpec weight) {
        return apart != null && apart.holds(weight);
    }

    private WeightLayout layout() {
        return java.util.Objects.requireNonNull(apart);
    }

    private TensorProto header(WeightSpec weight) {
        return isApart(weight)
                ? ProtoOf.headerApart(weight, layout().file(), layout().offset(weight))
                : ProtoOf.header(weight);
    }

    private void writeElements(WeightSpec weight) throws IOException {
        FillSource source = new FillSource(weight, seed);
        for (long left = weight.elements(); left > 0; ) {
            int count = (int) Math.min(left, CHUNK_ELEMENTS);
            source.next(chunk, count);
            ElementEncoder.put(weight.type(), chunk, count, bytes.clear());
            out.writeRawBytes(bytes.array(), 0, bytes.position());
            left -= count;
        }
    }

    private long lengthOf(WeightSpec weight) {
        long header = header(weight).getSerializedSize();
        return isApart(weight)
                ? header
                : header + framed(TensorProto.RAW_DATA_FIELD_NUMBER, weight.bytes());
    }

    private void write(int field, List<? extends MessageLite> messages) throws IOException {
        for (MessageLite message : messages) {
            out.writeMessage(field, message);
        }
    }

    private static long lengthOf(int field, List<? extends MessageLite> messages) {
        long sum = 0;
        for (MessageLite message : messages) {
            sum += CodedOutputStream.computeMessageSize(field, message);
        }
        return sum;
    }

    /// Tag and length of a length-delimited field. A length may pass the 32 bits that protobuf's
    /// own methods take.
    private void writeFrame(int field, long length) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt64NoTag(length);
    }

    private static long framed(int field, long length) {
        return CodedOutputStream.computeTagSize(field)
                + CodedOutputStream.computeUInt64SizeNoTag(length)
                + length;
    }

    private static UncheckedIOException cannotWrite(
            Path path, String because, @Nullable IOException cause) {
        String message = "cannot write " + path + ": " + because;
        return new UncheckedIOException(message, new IOException(message, cause));
    }
}
