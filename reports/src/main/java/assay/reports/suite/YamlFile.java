package assay.reports.suite;

import assay.analyzer.file.WholeFile;
import assay.reports.card.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads one YAML document strictly: no key twice, no anchors, nothing after it.
final class YamlFile {

    private static final long MOST_BYTES = 1 << 20;

    private final Path file;
    private final YAMLParser parser;

    private YamlFile(Path file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /// @throws PlanException if it is not such a document
    /// @throws IOException if it cannot be read
    static Yaml read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new PlanException(file, 1, "", "more than 1 MiB is no plan");
        }
        String text = WholeFile.text(file);
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            return new YamlFile(file, (YAMLParser) parser).document();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new PlanException(file, line, "", "no YAML: " + firstWords(e));
        }
    }

    private static String firstWords(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it ends early");
    }

    private Yaml document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new PlanException(file, 1, "", "the file is empty");
        }
        Yaml root = value(first);
        if (parser.nextToken() != null) {
            throw fault("a second document begins; give one");
        }
        return root;
    }

    private Yaml value(@Nullable JsonToken token) {
        int line = line();
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw fault("anchors and aliases are not read; write the value out");
        }
        if (token == JsonToken.START_OBJECT) {
            return keys(line);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Yaml> items = new ArrayList<>();
            for (JsonToken next = parser.nextToken();
                    next != JsonToken.END_ARRAY;
                    next = parser.nextToken()) {
                items.add(value(next));
            }
            return new Yaml.Items(line, items);
        }
        return new Yaml.Scalar(line, String.valueOf(parser.getString()));
    }

    private Yaml keys(int line) {
        Map<String, Yaml> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (keys.containsKey(key)) {
                throw fault("the key '" + Printable.clip(key, 40) + "' stands here twice");
            }
            keys.put(key, value(parser.nextToken()));
        }
        return new Yaml.Keys(line, keys);
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private PlanException fault(String what) {
        return new PlanException(file, line(), "", what);
    }
}
