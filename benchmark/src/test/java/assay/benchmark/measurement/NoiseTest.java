package assay.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Change;
import assay.benchmark.stats.Interval;
import assay.benchmark.stats.Margin;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoiseTest {

    /// The least at the level that these tests leave quiet.
    private static final Noise.Stray LEAST = new Noise.Stray(0.005, 50e-9, 0.02);

    @Test
    void theMarginIsAsFarAsTheIntervalsReachFromOne() {
        // of the model 1.02 above and 1 / 0.96 = 1.0417 below: 4.17 %; of the small one 1.10 above
        // and 1 / 0.95 = 1.053 below: 10 % of 2 us = 200 ns
        Noise noise =
                Noise.of(
                        comparison("resnet18", 0.020, 0.96, 1.02, 20, 20, 20, 20, 20),
                        comparison("one-node", 2e-6, 0.95, 1.10, 2, 2, 2, 2, 2));
        Noise.Stray medians = noise.strays().typical();
        assertThat(medians.relative()).isCloseTo(1 / 0.96 - 1, within(1e-12));
        assertThat(medians.floorSeconds()).isCloseTo(200e-9, within(1e-12));
        assertThat(medians.drift()).isEqualTo(0.02);
        assertThat(noise.margins().typical().of(1e-6)).isCloseTo(0.2, within(1e-9));
        assertThat(noise.strays().undisturbed()).isEqualTo(LEAST);
    }

    @Test
    void aQuietMachineKeepsTheLeast() {
        Noise noise =
                Noise.of(
                        comparison("resnet18", 0.020, 0.999, 1.001, 20, 20, 20, 20, 20),
                        comparison("one-node", 2e-6, 0.999, 1.001, 2, 2, 2, 2, 2));
        assertThat(noise.margins()).isEqualTo(ByLevel.both(new Margin(0.005, 50e-9)));
        assertThat(noise.strays()).isEqualTo(ByLevel.both(LEAST));
    }

    @Test
    void aMachineThatSlowsDownDrifts() {
        // processes in rounds 1 to 6, both sides alike: in order of time 20 20 20 20 20 20 and then
        // 32 six times: medians of four in a row go from 20 to 32, 60 %
        Noise noise =
                Noise.of(
                        comparison("resnet18", 0.02, 0.99, 1.01, 20, 20, 20, 32, 32, 32),
                        comparison("one-node", 2e-6, 0.99, 1.01, 2, 2, 2, 2, 2, 2));
        assertThat(noise.strays().typical().drift()).isCloseTo(0.6, within(1e-9));
        assertThat(noise.drifts()).isEqualTo(noise.strays().map(Noise.Stray::drift));
    }

    @Test
    void withoutFiguresThereIsNoNoise() {
        Comparison good = comparison("resnet18", 0.02, 0.99, 1.01, 20, 20);
        Comparison empty =
                new Comparison(
                        Comparison.SCHEMA,
                        true,
                        ByLevel.both(Margin.DEFAULT),
                        "default",
                        List.of(),
                        List.of(BatchComparison.without(1, 0, 0, "The base failed.")),
                        good.base(),
                        good.other());
        assertThatThrownBy(() -> Noise.of(empty, good))
                .hasMessage("resnet18 at batch 1 has no figures: The base failed.");
    }

    private static Comparison comparison(
            String model, double seconds, double low, double high, double... millis) {
        Measurement side = ComparingTest.of(1, micros(millis));
        Measurement named =
                new Measurement(
                        side.schema(),
                        new ModelIdentity(model, model + ".onnx", "a".repeat(64)),
                        side.environment(),
                        side.device(),
                        side.provider(),
                        side.precision(),
                        side.span(),
                        new TreeMap<>(),
                        side.method(),
                        side.batches(),
                        List.of(),
                        List.of(),
                        List.of());
        BatchComparison batch =
                new BatchComparison(
                        1,
                        Change.EQUIVALENT,
                        level(seconds, low, high),
                        level(seconds, 0.999, 1.001),
                        0.0,
                        1.0,
                        millis.length,
                        millis.length,
                        "");
        return new Comparison(
                Comparison.SCHEMA,
                true,
                ByLevel.both(Margin.DEFAULT),
                "default",
                List.of(),
                List.of(batch),
                named,
                named);
    }

    private static LevelRatio level(double seconds, double low, double high) {
        return new LevelRatio(
                seconds, seconds, 1, new Interval(low, high, 0.95, "test"), 0.02, 0, 1);
    }

    private static double[] micros(double[] millis) {
        double[] micros = millis.clone();
        for (int i = 0; i < micros.length; i++) {
            micros[i] *= 1000;
        }
        return micros;
    }
}
