package assay.analyzer.onnx;

import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.onnx.proto.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Reads ONNX files. The structure is copied out without the weights, which are passed over unread,
/// and only that is parsed, so a model of any size is read in a small heap. External data is noted,
/// never opened.
public final class OnnxReader {

    private OnnxReader() {}

    /// Reads the model at `path`.
    ///
    /// @throws ModelFormatException for anything that is not a readable ONNX model, with the place
    ///   and the reason
    public static Model read(Path path) {
        return opened(path, file -> read(path, file));
    }

    /// The structure of the model at `path`: all of it but large tensors, a few bytes for each
    /// node. [#ofStructure] reads it back where the model itself is not at hand.
    ///
    /// @throws ModelFormatException as [#read] does
    public static byte[] structure(Path path) {
        return opened(path, file -> StructureScan.of(path, file));
    }

    /// The model whose structure was kept.
    ///
    /// @param path where the model was; for names only, nothing is read there
    /// @param fileBytes size of the model's file
    /// @throws ModelFormatException when `structure` is none
    public static Model ofStructure(Path path, long fileBytes, byte[] structure) {
        return new ModelTranslation(path, fileBytes).model(parse(path, structure));
    }

    private static <T> T opened(Path path, Function<ByteWindow, T> reading) {
        if (Files.isDirectory(path)) {
            throw new ModelFormatException(path, -1, "is a folder; give the .onnx file in it");
        }
        if (!Files.exists(path)) {
            throw new ModelFormatException(path, -1, "there is no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new ModelFormatException(
                    path, -1, "is no regular file; a model is not read from a pipe or a device");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteWindow file = ByteWindow.over(channel);
            if (file.size() == 0) {
                throw new ModelFormatException(path, -1, "the file is empty");
            }
            refuseLookalikes(path, file);
            return reading.apply(file);
        } catch (AccessDeniedException _) {
            throw new ModelFormatException(path, -1, "may not be read: permission denied");
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw unreadable(path, Objects.requireNonNull(e.getCause()));
        }
    }

    private static ModelFormatException unreadable(Path path, IOException why) {
        return new ModelFormatException(path, -1, "cannot be read: " + why.getMessage());
    }

    /// Reads the model whose bytes are `file`, whatever they look like.
    static Model read(Path path, ByteWindow file) {
        return ofStructure(path, file.size(), StructureScan.of(path, file));
    }

    static ModelProto parse(Path path, byte[] structure) {
        ModelProto proto;
        try {
            proto = ModelProto.parseFrom(structure);
        } catch (InvalidProtocolBufferException e) {
            throw new ModelFormatException(path, -1, "is not an ONNX model: " + e.getMessage());
        }
        if (!proto.hasGraph()) {
            throw new ModelFormatException(
                    path, -1, "is not an ONNX model: it parses as protobuf but holds no graph");
        }
        if (proto.getGraph().getNodeCount() == 0) {
            throw new ModelFormatException(
                    path, -1, "the graph has no nodes, so there is nothing to analyse");
        }
        return proto;
    }

    /// A kind of file that people hand over for a model, told by the text at a place near its
    /// start.
    private record Lookalike(int at, String mark, String what) {}

    private static final List<Lookalike> LOOKALIKES =
            List.of(
                    new Lookalike(
                            0,
                            "version https://git-lfs",
                            "is a Git LFS pointer, not the model; fetch it with 'git lfs pull'"),
                    new Lookalike(
                            0,
                            "PK\u0003\u0004",
                            "is a ZIP archive (perhaps a jar or a PyTorch file); unpack or export the .onnx file first"),
                    new Lookalike(
                            0, "<", "is a web page or XML, not an ONNX model; check the download"),
                    new Lookalike(
                            0,
                            "\u0089HDF",
                            "is an HDF5 file (Keras), not an ONNX model; export it to ONNX first"),
                    new Lookalike(
                            4,
                            "ORTM",
                            "is in ONNX Runtime's own .ort format; give the .onnx file it was made from"));

    private static void refuseLookalikes(Path path, ByteWindow file) {
        byte[] start = new byte[(int) Math.min(64, file.size())];
        for (int i = 0; i < start.length; i++) {
            start[i] = file.at(i);
        }
        String head = new String(start, StandardCharsets.ISO_8859_1);
        for (Lookalike kind : LOOKALIKES) {
            if (head.startsWith(kind.mark(), kind.at())) {
                throw new ModelFormatException(path, 0, kind.what());
            }
        }
    }

    /// SHA-256 of the file's bytes in hexadecimal, as measurements and cards name a model.
    public static String sha256(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            long step = 64L << 20;
            for (long at = 0; at < file.byteSize(); at += step) {
                digest.update(
                        file.asSlice(at, Math.min(step, file.byteSize() - at)).asByteBuffer());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
