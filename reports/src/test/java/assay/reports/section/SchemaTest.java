package assay.reports.section;

import static assay.reports.section.PublishedSchema.errors;
import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.json.KeptModel;
import assay.benchmark.measurement.Measurement;
import assay.reports.render.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written validates against the published schemas, which admit no key that they do not
/// name.
class SchemaTest {

    @TempDir static Path folder;

    private static Analysis resnet;

    @BeforeAll
    static void analyse() {
        resnet = SampleEvidence.analysis("resnet18", folder);
    }

    private static void cardIsValid(Evidence evidence) throws IOException {
        assertThat(errors("card-1.schema.json", Json.text(CardJson.of(evidence)))).isEmpty();
    }

    @Test
    void everyKindOfCardIsValid() throws IOException {
        cardIsValid(SampleEvidence.gpu(resnet));
        cardIsValid(SampleEvidence.cpu(resnet));
        cardIsValid(SampleEvidence.paperOnly(resnet, "nvidia-h100-sxm5-80gb", Precision.FP16));
        cardIsValid(SampleEvidence.paperOnly(resnet, "amd-epyc-9654", Precision.FP16));
        cardIsValid(SampleEvidence.countsOnly(resnet));
        cardIsValid(SampleEvidence.measuredOnly(resnet));
    }

    @Test
    void aKeyThatTheSchemaDoesNotNameIsRefused() throws IOException {
        String json = Json.text(CardJson.of(SampleEvidence.countsOnly(resnet)));
        assertThat(errors("card-1.schema.json", json.replaceFirst("\\{", "{\"stray\": 1,")))
                .isNotEmpty();
    }

    @Test
    void measurementsAreValid() throws IOException {
        Measurement gpu = Objects.requireNonNull(SampleEvidence.gpu(resnet).measurement());
        Measurement cpu = Objects.requireNonNull(SampleEvidence.cpu(resnet).measurement());
        for (Measurement measurement : List.of(gpu, cpu)) {
            assertThat(
                            errors(
                                    "measurement-1.schema.json",
                                    assay.benchmark.measurement.Json.text(measurement)))
                    .isEmpty();
        }
    }

    @Test
    void analysesAreValid() throws IOException {
        var plain = AnalysisJson.of(resnet, List.of(resnet.at(1), resnet.at(8)));
        assertThat(errors("analysis-1.schema.json", plain.toPrettyString())).isEmpty();
        KeptModel.addTo(plain, resnet.model().path());
        assertThat(errors("analysis-1.schema.json", plain.toPrettyString())).isEmpty();
        Analysis lstm = SampleEvidence.analysis("lstm", folder);
        assertThat(
                        errors(
                                "analysis-1.schema.json",
                                AnalysisJson.of(lstm, List.of(lstm.at(2))).toPrettyString()))
                .isEmpty();
    }
}
