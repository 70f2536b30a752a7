package assay.analyzer.onnx;

import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.onnx.proto.AttributeProto;
import assay.analyzer.onnx.proto.FunctionProto;
import assay.analyzer.onnx.proto.GraphProto;
import assay.analyzer.onnx.proto.ModelProto;
import assay.analyzer.onnx.proto.NodeProto;
import assay.analyzer.onnx.proto.TensorProto;
import assay.analyzer.tensor.ElementType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads every byte of a model's weights, mapped and chunk by chunk, in a heap that does not depend
/// on their size. External data are read where they lie inside the model's folder.
public final class WeightScan {

    /// Smaller tensors are not compared: ones and zeros of normalization layers repeat by nature.
    private static final long LEAST_COMPARED = 1024;

    /// A tensor with elements that are no numbers.
    public record NonFinite(String name, long nans, long infinities) {}

    /// A tensor whose data have another length than its type and dims ask for.
    public record Misfit(String name, long bytes, long needed) {}

    /// Tensors of equal type, dims and bytes.
    ///
    /// @param bytes bytes of one of them
    public record Duplicates(List<String> names, long bytes) {
        public Duplicates {
            names = List.copyOf(names);
        }
    }

    /// What was found.
    ///
    /// @param tensors how many were read
    /// @param unread names of tensors whose external data are not there, or that store their
    ///   elements as single numbers of another width
    public record Report(
            int tensors,
            List<NonFinite> nonFinite,
            List<Misfit> misfits,
            List<Duplicates> duplicates,
            List<String> unread) {}

    private record Content(String name, ElementType type, List<Long> dims, MemorySegment bytes) {}

    private record Kind(ElementType type, List<Long> dims, long bytes) {}

    private final Path path;
    private final Arena arena;
    private final MemorySegment file;
    private final Map<String, @Nullable MemorySegment> external = new HashMap<>();
    private final List<Content> contents = new ArrayList<>();
    private final List<Misfit> misfits = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    private WeightScan(Path path, Arena arena, MemorySegment file) {
        this.path = path;
        this.arena = arena;
        this.file = file;
    }

    /// Reads the weights of the model at `path`.
    ///
    /// @throws ModelFormatException when the file is no readable model
    public static Report of(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return new WeightScan(path, arena, map(path, arena)).report();
        } catch (IOException e) {
            throw new ModelFormatException(path, -1, "cannot be read: " + e.getMessage());
        }
    }

    private static MemorySegment map(Path path, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private Report report() {
        ModelProto model = OnnxReader.parse(path, OnnxReader.structure(path));
        collect(model.getGraph());
        for (FunctionProto function : model.getFunctionsList()) {
            collect(GraphProto.newBuilder().addAllNode(function.getNodeList()).build());
        }
        List<NonFinite> nonFinite = new ArrayList<>();
        for (Content content : contents) {
            FloatCounts counts = FloatCounts.of(content.type(), content.bytes());
            if (counts.nans() + counts.infinities() > 0) {
                nonFinite.add(new NonFinite(content.name(), counts.nans(), counts.infinities()));
            }
        }
        return new Report(contents.size(), nonFinite, misfits, duplicates(), unread);
    }

    /// Tensors of a graph and of all bodies in it, those of Constant nodes too.
    private void collect(GraphProto main) {
        Deque<GraphProto> open = new ArrayDeque<>(List.of(main));
        while (!open.isEmpty()) {
            GraphProto graph = open.pop();
            graph.getInitializerList().forEach(tensor -> add(tensor.getName(), tensor));
            for (NodeProto node : graph.getNodeList()) {
                for (AttributeProto attribute : node.getAttributeList()) {
                    if (attribute.hasT() && node.getOutputCount() > 0) {
                        add(node.getOutput(0), attribute.getT());
                    }
                    if (attribute.hasG()) {
                        open.push(attribute.getG());
                    }
                    attribute.getGraphsList().forEach(open::push);
                }
            }
        }
    }

    private void add(String name, TensorProto tensor) {
        ElementType type = ElementType.ofNumber(tensor.getDataType());
        long needed = bytes(type, tensor.getDimsList());
        if (type.bits() == 0 || needed <= 0) {
            return;
        }
        MemorySegment bytes = content(tensor, type, needed);
        if (bytes == null) {
            unread.add(name);
        } else if (bytes.byteSize() != needed) {
            misfits.add(new Misfit(name, bytes.byteSize(), needed));
        } else {
            contents.add(new Content(name, type, tensor.getDimsList(), bytes));
        }
    }

    private static long bytes(ElementType type, List<Long> dims) {
        long bits = type.bits();
        try {
            for (long dim : dims) {
                bits = Math.multiplyExact(bits, dim);
            }
        } catch (ArithmeticException _) {
            return 0;
        }
        return bits / 8 + (bits % 8 == 0 ? 0 : 1);
    }

    private @Nullable MemorySegment content(TensorProto tensor, ElementType type, long needed) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            return external(tensor, needed);
        }
        if (tensor.hasAssayLeftField()) {
            return isRaw(tensor.getAssayLeftField(), type)
                    ? file.asSlice(tensor.getAssayLeftOffset(), tensor.getAssayLeftLength())
                    : null;
        }
        if (tensor.getFloatDataCount() > 0 && type == ElementType.FLOAT32) {
            float[] elements = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = tensor.getFloatData(i);
            }
            return MemorySegment.ofArray(elements);
        }
        return tensor.hasRawData()
                ? MemorySegment.ofBuffer(tensor.getRawData().asReadOnlyByteBuffer())
                : null;
    }

    /// True for a field that holds the elements as their type stores them.
    private static boolean isRaw(int field, ElementType type) {
        return switch (field) {
            case TensorProto.RAW_DATA_FIELD_NUMBER -> true;
            case TensorProto.FLOAT_DATA_FIELD_NUMBER -> type == ElementType.FLOAT32;
            case TensorProto.DOUBLE_DATA_FIELD_NUMBER -> type == ElementType.FLOAT64;
            default -> false;
        };
    }

    private @Nullable MemorySegment external(TensorProto tensor, long needed) {
        Map<String, String> entries = new HashMap<>();
        tensor.getExternalDataList().forEach(e -> entries.put(e.getKey(), e.getValue()));
        MemorySegment data =
                external.computeIfAbsent(entries.getOrDefault("location", ""), this::open);
        if (data == null) {
            return null;
        }
        long offset = ModelTranslation.number(entries.get("offset"), 0);
        long length = ModelTranslation.number(entries.get("length"), -1);
        long bytes = length < 0 ? needed : length;
        return offset < 0 || offset > data.byteSize() || bytes > data.byteSize() - offset
                ? null
                : data.asSlice(offset, bytes);
    }

    private @Nullable MemorySegment open(String location) {
        if (ExternalData.resolve(path, location) instanceof ExternalData.Found(Path found, _)) {
            try {
                return map(found, arena);
            } catch (IOException _) {
                return null;
            }
        }
        return null;
    }

    /// Only tensors of one kind are compared, and byte by byte only where their hashes agree.
    private List<Duplicates> duplicates() {
        Map<Kind, List<Content>> kinds = new LinkedHashMap<>();
        for (Content content : contents) {
            long bytes = content.bytes().byteSize();
            if (bytes >= LEAST_COMPARED) {
                kinds.computeIfAbsent(
                                new Kind(content.type(), content.dims(), bytes),
                                _ -> new ArrayList<>())
                        .add(content);
            }
        }
        List<Duplicates> found = new ArrayList<>();
        for (List<Content> alike : kinds.values()) {
            if (alike.size() > 1) {
                Map<Long, List<Content>> byHash = new LinkedHashMap<>();
                for (Content content : alike) {
                    byHash.computeIfAbsent(ContentHash.of(content.bytes()), _ -> new ArrayList<>())
                            .add(content);
                }
                equals(byHash.values(), found);
            }
        }
        return found;
    }

    private static void equals(Collection<List<Content>> candidates, List<Duplicates> found) {
        for (List<Content> same : candidates) {
            Content first = same.getFirst();
            List<String> names = new ArrayList<>();
            for (Content content : same) {
                if (first.bytes().mismatch(content.bytes()) < 0) {
                    names.add(content.name());
                }
            }
            if (names.size() > 1) {
                found.add(new Duplicates(names, first.bytes().byteSize()));
            }
        }
    }
}
