package assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class FrontMatterTest {

    @Test
    void keysListsAndMapsNestAsYamlHasIt() {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("type", "latency");
        metric.put("value", 0.0186);
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("library_name", "onnx");
        keys.put("tags", List.of("onnx", "cnn"));
        keys.put("model-index", List.of(Map.of("results", List.of(metric))));
        keys.put("empty", List.of());
        assertThat(FrontMatter.of(keys))
                .isEqualTo(
                        """
                        ---
                        library_name: "onnx"
                        tags:
                        - "onnx"
                        - "cnn"
                        model-index:
                        - results:
                          - type: "latency"
                            value: 0.0186
                        empty: []
                        ---

                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '\u0001',
            value = {
                "a: b → \"a: b\"",
                "--- → \"---\"",
                "\"x\" \\ → \"\\\"x\\\" \\\\\"",
                "!!python/object → \"!!python/object\"",
                "*anchor → \"*anchor\"",
                "yes → \"yes\"",
                "1e3 → \"1e3\"",
            })
    void namesStayStrings(String raw, String yaml) {
        assertThat(FrontMatter.quoted(raw)).isEqualTo(yaml);
        String head = FrontMatter.of(Map.of("name", raw)).replace("---\n", "");
        assertThat(new YAMLMapper().readTree(head).get("name").stringValue()).isEqualTo(raw);
    }

    @Test
    void aLineBreakCannotEndTheHead() {
        assertThat(FrontMatter.of(Map.of("name", "a\n---\nlicense: mit\u0007")).lines())
                .containsExactly("---", "name: \"a --- license: mit\uFFFD\"", "---", "");
    }

    @Test
    void aKeyIsNeverAName() {
        assertThatThrownBy(() -> FrontMatter.of(Map.of("a: b", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
