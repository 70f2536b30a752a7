package assay.analyzer.device;

import assay.analyzer.file.WholeFile;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads one profile. Nothing is defaulted: an unknown key, a missing or negative number, a number
/// without a source or one that contradicts another is an error that names file and key.
public final class ProfileReader {
    /// What `schema` must say.
    public static final String SCHEMA = "assay/device/1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private ProfileReader() {}

    /// The profile in `file`.
    ///
    /// @throws ProfileException when the file cannot be read or any of its numbers cannot be used
    public static DeviceProfile read(Path file) {
        JsonNode tree;
        try {
            tree = JSON.readTree(WholeFile.bytes(file));
        } catch (FileSystemException e) {
            throw new ProfileException(file, "", e.getReason(), e);
        } catch (JacksonException e) {
            throw new ProfileException(file, "", "is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new ProfileException(file, "", "must hold one JSON object");
        }
        ProfileFields fields = new ProfileFields(file, "", object);
        String schema = fields.text("schema");
        if (!schema.equals(SCHEMA)) {
            throw fields.wrong("schema", "must be '" + SCHEMA + "', is '" + schema + "'");
        }
        String kind = fields.text("kind");
        return switch (kind) {
            case "gpu" -> GpuJson.read(fields);
            case "cpu" -> CpuJson.read(fields);
            default -> throw fields.wrong("kind", "must be 'gpu' or 'cpu', is '" + kind + "'");
        };
    }

    /// The sources of a profile, after all else was read: a number without a source is refused.
    static Provenance provenance(ProfileFields fields) {
        Map<String, String> sources = fields.textTable("sources");
        String word = fields.text("confidence");
        Provenance provenance =
                new Provenance(
                        sources,
                        fields.texts("derived"),
                        confidence(fields, word),
                        fields.textTable("exceptions"));
        fields.optionalText("notes");
        fields.finish();
        Set<String> numbers = fields.numbers();
        for (String key : numbers) {
            if (!sources.containsKey(key)) {
                throw fields.wrong("sources." + key, "missing: every number names its source");
            }
        }
        for (String key : sources.keySet()) {
            if (!numbers.contains(key)) {
                throw fields.wrong(
                        "sources." + key, "names a source for a number that is not there");
            }
        }
        for (String key : provenance.derived()) {
            if (!numbers.contains(key)) {
                throw fields.wrong("derived", "names '" + key + "', which is not there");
            }
        }
        return provenance;
    }

    private static Provenance.Confidence confidence(ProfileFields fields, String word) {
        for (Provenance.Confidence confidence : Provenance.Confidence.values()) {
            if (confidence.word().equals(word)) {
                return confidence;
            }
        }
        throw fields.wrong(
                "confidence",
                "'" + word + "' is none of two-sources-agree, one-source, derived, measured");
    }
}
