package assay.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.analyzer.tensor.ElementType;
import assay.benchmark.measurement.BatchComparison;
import assay.benchmark.measurement.Comparing;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Change;
import assay.benchmark.stats.Margin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InTurnsTest {

    @TempDir Path folder;

    @Test
    void bothSidesHaveAForkOfEachPair() throws IOException {
        Path model = SmallModels.dense(folder, false);
        List<Integer> heard = new ArrayList<>();
        InTurns.Pair pair =
                InTurns.run(
                        request(model, 600, 4),
                        request(model, 600, 4),
                        2,
                        (batch, round, rounds, baseSeconds, otherSeconds) -> {
                            assertThat(batch).isEqualTo(4);
                            assertThat(rounds).isEqualTo(2);
                            assertThat(baseSeconds).isPositive();
                            assertThat(otherSeconds).isPositive();
                            heard.add(round);
                        });
        assertThat(heard).containsExactly(1, 2);
        for (Measurement side : List.of(pair.base(), pair.other())) {
            assertThat(side.method().stopped()).isEqualTo("2 pairs were made");
            List<Fork> forks = side.batches().getFirst().forks();
            assertThat(forks).extracting(Fork::round).containsExactly(1, 2);
            for (Fork fork : forks) {
                assertThat(fork.quantileSeconds()).hasSize(32).isSorted();
                assertThat(fork.p50Seconds())
                        .isBetween(fork.quantileSeconds().get(14), fork.quantileSeconds().get(17));
            }
        }
        // Two pairs on one side happen by chance with 2/4: no claim, whatever they show.
        BatchComparison compared =
                Comparing.paired(pair.base(), pair.other(), ByLevel.both(Margin.DEFAULT), "default")
                        .batches()
                        .getFirst();
        assertThat(compared.change()).isIn(Change.EQUIVALENT, Change.INCONCLUSIVE);
    }

    @Test
    void theFirstPairIsMadeInAnyCaseAndNoOtherBeyondTheBudget() throws IOException {
        Path model = SmallModels.dense(folder, false);
        InTurns.Pair pair =
                InTurns.run(
                        request(model, 0.01, 1),
                        request(model, 0.01, 1),
                        9,
                        (batch, round, rounds, baseSeconds, otherSeconds) -> {});
        assertThat(pair.base().batches().getFirst().forks()).hasSize(1);
        assertThat(pair.other().method().stopped()).isEqualTo("the budget is used");
    }

    @Test
    void sidesMustHaveTheSameBatchSizes() {
        Path model = SmallModels.dense(folder, false);
        assertThatThrownBy(() ->
                        InTurns.run(
                                request(model, 1, 1),
                                request(model, 1, 2),
                                1,
                                (batch, round, rounds, one, two) -> {}))
                .hasMessageContaining("differ in batch sizes");
    }

    private static SweepRequest request(Path model, double budgetSeconds, long batch) {
        return new SweepRequest(
                model,
                new ModelIdentity("dense", model.toString(), "a".repeat(64)),
                new Placement(new Provider.Cpu(), null),
                "this processor",
                "fp32",
                RuntimeOptions.of(Map.of("threads", "1")),
                List.of(
                        new BatchCase(
                                batch,
                                List.of(
                                        new InputSpec(
                                                "x",
                                                ElementType.FLOAT32,
                                                List.of(batch, 16L),
                                                -1,
                                                1)))),
                null,
                new Budget("test", budgetSeconds, 0.1, 0.02),
                1,
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
                        null,
                        new TreeMap<>()),
                null);
    }
}
