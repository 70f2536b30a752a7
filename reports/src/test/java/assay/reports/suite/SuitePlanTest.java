package assay.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuitePlanTest {

    @TempDir Path folder;

    @Test
    void whatAModelSaysForItselfStandsBeforeWhatIsSaidForAll() throws IOException {
        SuitePlan plan =
                read(
                        """
                        models:
                          - resnet18
                          - model: bert.onnx
                            name: bert
                            batches: [2]
                            bind: {sequence: 128}
                            inputs: {ids: 1x128}
                            budget: 2m
                        batches: [1, 8, 8]
                        providers: [cpu, "cuda:1"]
                        precisions: [own, fp16]
                        options:
                          threads: [1, 2]
                          spinning: false
                        bind: {sequence: 64, past: 0}
                        budget: quick
                        seed: 7
                        """);
        assertThat(plan.models())
                .containsExactly(
                        new SuitePlan.Entry(
                                "resnet18",
                                2,
                                null,
                                List.of(1L, 8L),
                                Map.of("sequence", 64L, "past", 0L),
                                Map.of(),
                                "quick"),
                        new SuitePlan.Entry(
                                "bert.onnx",
                                3,
                                "bert",
                                List.of(2L),
                                Map.of("sequence", 128L, "past", 0L),
                                Map.of("ids", "1x128"),
                                "2m"));
        assertThat(plan.providers()).containsExactly("cpu", "cuda:1");
        assertThat(plan.precisions()).containsExactly("own", "fp16");
        assertThat(plan.options())
                .isEqualTo(Map.of("threads", List.of("1", "2"), "spinning", List.of("false")));
        assertThat(plan.seed()).isEqualTo(7);
    }

    @Test
    void whatIsNotSaidIsTheUsual() throws IOException {
        SuitePlan plan = read("models: resnet18\n");
        assertThat(plan.models().getFirst().batches()).isEmpty();
        assertThat(plan.models().getFirst().budget()).isNull();
        assertThat(plan.providers()).containsExactly("auto");
        assertThat(plan.precisions()).containsExactly("own");
        assertThat(plan.options()).isEmpty();
        assertThat(plan.seed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batches: [1]                           | 1: models: missing; list files",
                "models: []                             | 1: models: none is listed",
                "models: [a]~batch: [1]                 | 2: batch: there is no such key; there are models, batches,",
                "models: [a]~batches: [1, 0]            | 2: batches: '0' is no whole number of 1 or more",
                "models: [a]~batches: [one]             | 2: batches: 'one' is no whole number",
                "models: [a]~providers: [gpu]           | 2: providers: 'gpu' is none of auto, cpu, cuda, cuda:INDEX",
                "models: [a]~precisions: [fp64]         | 2: precisions: 'fp64' is none of own, fp32,",
                "models: [a]~budget: fast               | 2: budget: 'fast' is no time such as 60s",
                "models: [a]~budget: 0s                 | 2: budget: '0s' is no time",
                "models:~  - model: a~    size: 1       | 3: models[1].size: there is no such key; there are model, name,",
                "models:~  - name: a                    | 2: models[1].model: missing",
                "models:~  - model: [a]                 | 2: models[1].model: one value stands here",
                "models: [a]~bind: [1]                  | 2: bind: keys stand here",
                "models: [a]~bind: {n: -1}              | 2: bind.n: '-1' is no whole number of 0 or more",
                "models: [a]~options: {threads: []}     | 2: options.threads: no value is given",
                "models: [a]~seed: x                    | 2: seed: 'x' is no whole number",
                "models: [a]~models: [b]                | 2: the key 'models' stands here twice",
                "models: &m [a]                         | 1: anchors and aliases are not read",
                "models: [a]~---~models: [b]            | a second document begins",
                "models: [a                             | no YAML: ",
                "just words                             | 1: keys stand here",
            })
    void whatCannotBeMeantIsNamedWithItsLine(String text, String said) {
        assertThatThrownBy(() -> read(text.replace('~', '\n') + "\n"))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(folder.resolve("plan.yaml") + ":")
                .hasMessageContaining(said);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        assertThatThrownBy(() -> read("")).hasMessageEndingWith("plan.yaml:1: the file is empty");
    }

    private SuitePlan read(String text) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, text);
        return SuitePlan.read(file);
    }
}
