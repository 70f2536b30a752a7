package assay.analyzer.json;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The keys that others rely on, read back by a strict parser from the text that is written.
class AnalysisJsonTest {

    @TempDir private static Path folder;

    private static JsonNode json = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void write() throws IOException {
        Path file = folder.resolve("resnet18.onnx");
        Zoo.write("resnet18", file, 1);
        Analysis analysis = Analysis.of(file, Assumptions.NONE);
        StringBuilder text = new StringBuilder();
        JsonText.write(
                AnalysisJson.of(analysis, List.of(analysis.at(1), analysis.at(8))), text, true);
        json = JsonMapper.shared().readTree(text.toString());
    }

    @Test
    void hasTheKeysOfTheContractInTheirOrder() {
        assertThat(json.propertyNames())
                .containsExactly(
                        "schema",
                        "model",
                        "graph",
                        "parameters",
                        "precision",
                        "symbols",
                        "totals",
                        "bindings",
                        "memory",
                        "coverage",
                        "tensors",
                        "nodes",
                        "blocks",
                        "architecture",
                        "findings");
        assertThat(json.at("/schema").stringValue()).isEqualTo("assay/analysis/1");
    }

    /// Every activation is float32, so that halves take half of what the golden card says:
    /// 6,422,528 bytes unfused, 4,014,080 fused, for each image.
    @Test
    void tellsThePeaksByPrecision() {
        JsonNode peaks = json.at("/totals/peaksByPrecision");
        assertThat(peaks.propertyNames()).containsExactly("fp32", "fp16", "bf16");
        assertThat(peaks.at("/fp32/unfused").stringValue()).isEqualTo("6422528*N");
        assertThat(peaks.at("/fp16/unfused").stringValue()).isEqualTo("3211264*N");
        assertThat(peaks.at("/fp16/fused").stringValue()).isEqualTo("2007040*N");
        assertThat(peaks.get("bf16")).isEqualTo(peaks.get("fp16"));
        assertThat(json.at("/bindings/1/peaksByPrecision/fp16/fused").longValue())
                .isEqualTo(8 * 2_007_040);
    }

    /// The largest step of a ResNet-18: 64 channels of 112 x 112 float32 in and out, which is the
    /// normalization after the stem.
    @Test
    void tellsWhoIsAliveAtThePeak() {
        assertThat(json.at("/memory/peakBytes").longValue()).isEqualTo(2 * 64 * 112 * 112 * 4);
        assertThat(json.at("/memory/aliveAtPeak")).hasSize(2);
        assertThat(json.at("/memory/aliveAtPeak/0/bytes").longValue()).isEqualTo(3_211_264);
        assertThat(json.at("/memory/liveBytes")).hasSize(69);
    }

    @Test
    void countsTheNetwork() {
        assertThat(json.at("/graph/nodes").intValue()).isEqualTo(69);
        assertThat(json.at("/graph/operators/Conv").intValue()).isEqualTo(20);
        assertThat(json.at("/parameters/trainable").longValue()).isEqualTo(11_689_512L);
        assertThat(json.at("/parameters/buffers").longValue()).isEqualTo(9_600L);
        assertThat(json.at("/totals/macs").stringValue()).isEqualTo("1814073344*N");
        assertThat(json.at("/bindings/0/symbols/N").intValue()).isEqualTo(1);
        assertThat(json.at("/bindings/0/macs").longValue()).isEqualTo(1_814_073_344L);
        // 8 * 1814073344
        assertThat(json.at("/bindings/1/coreMacs").longValue()).isEqualTo(14_512_586_752L);
        assertThat(json.at("/coverage/flopsExact").doubleValue()).isEqualTo(1.0);
        assertThat(json.at("/model/inputs/0/shape").toString()).isEqualTo("[\"N\",3,224,224]");
        assertThat(json.at("/nodes")).hasSize(69);
    }

    @Test
    void tellsStructureAndGroups() {
        JsonNode first = json.at("/blocks/0");
        assertThat(first.at("/type").stringValue()).isEqualTo("ConvBNRelu");
        assertThat(first.at("/nodes")).hasSize(3);
        assertThat(json.at("/nodes/0/name")).isEqualTo(first.at("/nodes/0"));
        assertThat(json.at("/nodes/0/group").stringValue()).isEqualTo("FusedConv");
        assertThat(json.at("/architecture/type").stringValue()).isEqualTo("cnn");
        assertThat(json.at("/architecture/why").stringValue()).isNotEmpty();
        assertThat(json.at("/architecture/repetitions/0").stringValue())
                .isEqualTo("2 basic blocks x 4 stages");
        assertThat(json.at("/architecture/classes").intValue()).isEqualTo(1000);
        assertThat(json.at("/findings")).isNotEmpty();
        for (JsonNode finding : json.at("/findings")) {
            assertThat(finding.propertyNames())
                    .containsExactly("id", "severity", "message", "advice", "nodes");
            assertThat(finding.at("/severity").stringValue()).isIn("info", "warning", "error");
        }
    }

    @Test
    void textIsStrictWhateverStandsInIt() throws IOException {
        var node = JsonMapper.shared().createObjectNode();
        node.put("quote\"", "line\nback\\slash\u0001\ud800 é");
        node.put("nan", Double.NaN);
        node.put("tiny", 1e-300);
        node.putArray("none");
        node.putObject("empty");
        for (boolean pretty : new boolean[] {false, true}) {
            StringBuilder text = new StringBuilder();
            JsonText.write(node, text, pretty);
            JsonNode read = JsonMapper.shared().readTree(text.toString());
            assertThat(read.at("/quote\"").stringValue())
                    .isEqualTo("line\nback\\slash\u0001\ud800 é");
            assertThat(read.at("/nan").isNull()).isTrue();
            assertThat(read.at("/tiny").doubleValue()).isEqualTo(1e-300);
            assertThat(read.at("/none")).isEmpty();
            assertThat(read.at("/empty").isObject()).isTrue();
        }
    }
}
