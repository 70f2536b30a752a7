package assay.analyzer.json;

import assay.analyzer.file.WholeFile;
import assay.analyzer.graph.Model;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.onnx.OnnxReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model inside its analysis file: its structure without the weights, so that a card can be made
/// where the model is not.
///
/// @param model as read from the kept structure
/// @param sha256 of the model's file; empty where the analysis does not say
public record KeptModel(Model model, String sha256) {

    /// A structure beyond this is not a structure: what a file may unfold to.
    private static final int MOST_BYTES = 256 << 20;

    /// Adds the structure and the hash of the model at `path` to its analysis.
    public static void addTo(ObjectNode analysis, Path path) {
        ObjectNode model = (ObjectNode) analysis.get("model");
        model.put("sha256", OnnxReader.sha256(path));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(OnnxReader.structure(path));
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be written", e);
        }
        analysis.put("structure", Base64.getEncoder().encodeToString(packed.toByteArray()));
    }

    /// The model kept in the analysis file at `file`.
    ///
    /// @throws ModelFormatException when the file holds none
    public static KeptModel read(Path file) {
        try {
            JsonNode root = JsonMapper.shared().readTree(WholeFile.text(file));
            JsonNode structure = root.path("structure");
            if (!AnalysisJson.SCHEMA.equals(root.path("schema").asString(""))
                    || !structure.isString()) {
                throw new ModelFormatException(
                        file,
                        -1,
                        "is no analysis that a card can be made from; take the analysis.json of a card's folder");
            }
            JsonNode model = root.path("model");
            return new KeptModel(
                    OnnxReader.ofStructure(
                            path(file, model.path("path").asString("model.onnx")),
                            model.path("fileBytes").asLong(0),
                            unpacked(file, structure.stringValue())),
                    model.path("sha256").asString(""));
        } catch (JacksonException e) {
            throw new ModelFormatException(file, -1, "is no JSON: " + e.getOriginalMessage());
        } catch (FileSystemException e) {
            throw new ModelFormatException(file, -1, e.getReason());
        }
    }

    private static Path path(Path file, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new ModelFormatException(file, -1, "the model's path in it is no path");
        }
    }

    private static byte[] unpacked(Path file, String structure) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(structure)))) {
            byte[] bytes = gzip.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw new ModelFormatException(file, -1, "the structure in it is too large");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file, -1, "the structure in it is no base64");
        } catch (IOException e) {
            throw new ModelFormatException(
                    file, -1, "the structure in it cannot be unpacked: " + e.getMessage());
        }
    }
}
