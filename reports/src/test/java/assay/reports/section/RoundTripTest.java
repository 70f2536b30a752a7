package assay.reports.section;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.benchmark.measurement.Measurement;
import assay.reports.render.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What is written can be read, and written again to the same text.
class RoundTripTest {

    @TempDir static Path folder;

    @Test
    void aCardReadsBackAsItself() {
        Analysis resnet = SampleEvidence.analysis("resnet18", folder);
        for (Evidence evidence :
                List.of(
                        SampleEvidence.gpu(resnet),
                        SampleEvidence.cpu(resnet),
                        SampleEvidence.paperOnly(
                                resnet, "nvidia-h100-sxm5-80gb", Precision.FP16))) {
            String text = Json.text(CardJson.of(evidence));
            CardJson read = JsonMapper.shared().readValue(text, CardJson.class);
            assertThat(Json.text(read)).isEqualTo(text);
        }
    }

    @Test
    void aMeasurementReadsBackAsItself() throws IOException {
        Analysis resnet = SampleEvidence.analysis("resnet18", folder);
        Measurement measurement = Objects.requireNonNull(SampleEvidence.gpu(resnet).measurement());
        Path file = folder.resolve("measurement.json");
        measurement.write(file);
        String text = Files.readString(file);
        Measurement.read(file).write(file);
        assertThat(Files.readString(file)).isEqualTo(text);
    }
}
