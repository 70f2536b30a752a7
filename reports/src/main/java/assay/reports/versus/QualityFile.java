package assay.reports.versus;

import assay.analyzer.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a user knows of the quality of results: a CSV of two columns (`result,top-1 accuracy`), or
/// JSON (`{"metric": "top-1 accuracy", "values": {"resnet18": 0.698}}`). A result is named by its
/// model's name, by its label, or by the file or folder given on the command line. More is better.
///
/// @param metric what the numbers are
public record QualityFile(String metric, Map<String, Double> values) {

    public QualityFile {
        values = Map.copyOf(values);
    }

    /// Reads the file; its ending tells which of the two it is.
    ///
    /// @throws IOException with what is wrong and where
    public static QualityFile read(Path file) throws IOException {
        return String.valueOf(file.getFileName()).endsWith(".json") ? json(file) : csv(file);
    }

    private static QualityFile json(Path file) throws IOException {
        try {
            JsonNode root = JsonMapper.shared().readTree(WholeFile.text(file));
            Map<String, Double> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> value : root.path("values").properties()) {
                if (!value.getValue().isNumber()) {
                    throw new IOException(
                            file + ": '" + value.getKey() + "' has no number for a value");
                }
                values.put(value.getKey(), value.getValue().doubleValue());
            }
            if (!root.path("metric").isString() || values.isEmpty()) {
                throw new IOException(
                        file + ": give {\"metric\": \"NAME\", \"values\": {\"RESULT\": 0.7, ...}}");
            }
            return new QualityFile(root.path("metric").stringValue(), values);
        } catch (JacksonException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static QualityFile csv(Path file) throws IOException {
        List<String> lines = WholeFile.text(file).lines().filter(l -> !l.isBlank()).toList();
        if (lines.size() < 2 || lines.getFirst().lastIndexOf(',') < 0) {
            throw new IOException(
                    file
                            + ": give a head such as 'result,top-1 accuracy' and a line for each result");
        }
        String head = lines.getFirst();
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int comma = line.lastIndexOf(',');
            try {
                double value = Double.parseDouble(line.substring(comma + 1).strip());
                if (comma < 1 || !Double.isFinite(value)) {
                    throw new NumberFormatException(line);
                }
                values.put(bare(line.substring(0, comma)), value);
            } catch (NumberFormatException e) {
                throw new IOException(
                        file + ", line " + (i + 1) + ": give RESULT,NUMBER, not '" + line + "'", e);
            }
        }
        return new QualityFile(bare(head.substring(head.lastIndexOf(',') + 1)), values);
    }

    private static String bare(String cell) {
        String stripped = cell.strip();
        boolean quoted =
                stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted
                ? stripped.substring(1, stripped.length() - 1).replace("\"\"", "\"")
                : stripped;
    }
}
