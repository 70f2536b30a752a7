package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assay.benchmark.measurement.Comparing;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Method;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Margin;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparedSideTest {

    private static final String MORNING = "2026-11-26T08:00:00Z";
    private static final String NOON = "2026-11-26T12:00:00Z";

    @Test
    void namesTellModelsApart() {
        heads(files(of("old", "a", MORNING), of("new", "b", NOON)), "new against old");
    }

    @Test
    void theTimeTellsTwoFilesOfOneModelApart() {
        heads(
                files(of("m", "a", MORNING), of("m", "a", NOON)),
                "m of 2026-11-26T12:00:00Z against m of 2026-11-26T08:00:00Z");
    }

    @Test
    void theHashTellsTwoModelsOfOneNameApart() {
        heads(
                files(of("m", "a", MORNING), of("m", "b", NOON)),
                "m (SHA-256 bbbbbbbbbbbb) against m (SHA-256 aaaaaaaaaaaa)");
    }

    @Test
    void aModelMeasuredInTurnsWithItselfIsComparedWithItself() {
        heads(turns(of("m", "a", MORNING), of("m", "a", MORNING)), "m against itself");
    }

    private static void heads(Comparison comparison, String expected) {
        assertThat(ComparisonText.of(comparison)).startsWith(expected + " on a device, ");
        assertThat(ComparisonMarkdown.of(comparison).replaceAll("[`\\\\]", ""))
                .contains(", of " + expected + " on a device");
    }

    private static Comparison files(Measurement base, Measurement other) {
        return Comparing.separate(base, other, ByLevel.both(Margin.DEFAULT), "default", null);
    }

    private static Comparison turns(Measurement base, Measurement other) {
        return Comparing.paired(base, other, ByLevel.both(Margin.DEFAULT), "default");
    }

    private static Measurement of(String name, String hashDigit, String time) {
        return new Measurement(
                Measurement.SCHEMA,
                new ModelIdentity(name, name + ".onnx", hashDigit.repeat(64)),
                new Environment(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        null,
                        null,
                        time,
                        new TreeMap<>()),
                "a device",
                "cpu",
                "fp32",
                Measurement.HOST_TO_HOST,
                new TreeMap<>(),
                new Method(
                        "quick", 40, 1, 1, List.of(), 1, 0.05, 0.05, "done", List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
