package assay.benchmark.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.benchmark.stats.ByLevel;
import assay.benchmark.stats.Change;
import assay.benchmark.stats.Margin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparingTest {

    private static final ByLevel<Margin> MARGINS = ByLevel.both(Margin.DEFAULT);
    private static final double[] STEADY = {100, 101, 100, 99, 100, 101, 100, 99};

    @Test
    void pairsShowFivePerCentOnAMachineThatMoves() {
        double[] levels = {100, 160, 160, 100, 160, 100, 100, 160};
        double[] slower = new double[8];
        for (int i = 0; i < 8; i++) {
            slower[i] = levels[i] * 1.05;
        }
        BatchComparison batch =
                only(Comparing.paired(of(1, levels), of(1, slower), MARGINS, "default"));
        assertThat(batch.change()).isEqualTo(Change.SLOWER);
        assertThat(batch.typical().ratio()).isCloseTo(1.05, within(1e-9));
        assertThat(batch.typical().drift()).isZero();

        // The same as files: the machine itself moved by 160/100 - 1 = 60 % within either.
        BatchComparison apart =
                only(Comparing.separate(of(1, levels), of(1, slower), MARGINS, "default", null));
        assertThat(apart.change()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(apart.typical().drift()).isCloseTo(0.6, within(1e-9));
        assertThat(apart.why()).contains("60 %").contains("--run");
    }

    @Test
    void filesNeedMoreThanTheDriftTheyCannotSee() {
        // 5 % least drift and 2 % margin: 1.05 * 1.02 = 1.071. 5 % is not clear, 20 % is.
        Measurement base = of(1, STEADY);
        assertThat(only(Comparing.separate(base, scaled(1.05), MARGINS, "default", null)).change())
                .isEqualTo(Change.INCONCLUSIVE);
        assertThat(only(Comparing.separate(base, scaled(1.2), MARGINS, "default", null)).change())
                .isEqualTo(Change.SLOWER);
        assertThat(only(Comparing.separate(base, scaled(0.8), MARGINS, "default", null)).change())
                .isEqualTo(Change.FASTER);
        assertThat(only(Comparing.separate(base, scaled(1), MARGINS, "default", null)).change())
                .isEqualTo(Change.INCONCLUSIVE);
    }

    @Test
    void aKnownDriftTakesTheAssumedOnesPlace() {
        assertThat(
                        only(Comparing.separate(
                                        of(1, STEADY),
                                        scaled(1),
                                        MARGINS,
                                        "default",
                                        ByLevel.both(0.0)))
                                .change())
                .isEqualTo(Change.EQUIVALENT);
    }

    @Test
    void eachLevelHasItsOwnMarginAndDrift() {
        // A machine whose medians stray by 40 % and whose fastest runs by 1 %: 8 % are beyond the
        // one and not the other. Apart in time by 30 % and 2 %: 1.08 / 1.02 = 1.0588 is the least
        // that the interval of the fastest allows, 1.01 the margin.
        ByLevel<Margin> margins = new ByLevel<>(new Margin(0.4, 0), new Margin(0.01, 0));
        Comparison turns = Comparing.paired(of(1, STEADY), scaled(1.08), margins, "A/A");
        assertThat(only(turns).change()).isEqualTo(Change.SLOWER);
        assertThat(only(turns).typical().margin()).isEqualTo(0.4);
        assertThat(only(turns).undisturbed().margin()).isEqualTo(0.01);
        BatchComparison apart =
                only(
                        Comparing.separate(
                                of(1, STEADY),
                                scaled(1.08),
                                margins,
                                "A/A",
                                new ByLevel<>(0.3, 0.02)));
        assertThat(apart.change()).isEqualTo(Change.SLOWER);
        assertThat(apart.typical().interval().low()).isLessThan(0.85);
        assertThat(apart.undisturbed().interval().low()).isCloseTo(1.0588, within(0.02));
    }

    @Test
    void oneProcessTellsNothing() {
        Comparison comparison =
                Comparing.separate(of(1, 100), of(1, 1000), MARGINS, "default", null);
        assertThat(only(comparison).change()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(comparison.outcome()).isEqualTo(Comparison.Outcome.INCONCLUSIVE);
    }

    @Test
    void aSideWithoutFiguresIsInvalid() {
        Measurement failed = with(BatchResult.without(1, new Warning.OutOfMemory("no room")));
        Comparison comparison = Comparing.separate(of(1, STEADY), failed, MARGINS, "default", null);
        assertThat(only(comparison).change()).isNull();
        assertThat(only(comparison).why()).contains("new").contains("OUT_OF_MEMORY");
        assertThat(comparison.outcome()).isEqualTo(Comparison.Outcome.INVALID);
        Measurement skipped = with(BatchResult.without(1, new Warning.Skipped(9, 1)));
        assertThat(Comparing.separate(skipped, skipped, MARGINS, "default", null).batches())
                .isEmpty();
    }

    @Test
    void aForkWithoutItsPartnerIsLeftOut() {
        Measurement seven = of(1, 100, 100, 100, 100, 100, 100, 100);
        BatchComparison batch = only(Comparing.paired(of(1, STEADY), seven, MARGINS, "default"));
        assertThat(batch.baseForks()).isEqualTo(7);
    }

    @Test
    void contrastsNameWhatDiffers() {
        Measurement base = of(1, STEADY);
        assertThat(Contrast.between(base, base)).isEmpty();
        Measurement other =
                new Measurement(
                        base.schema(),
                        new ModelIdentity("m", "m.onnx", "b".repeat(64)),
                        base.environment(),
                        "another device",
                        "cuda:0",
                        "fp16",
                        base.span(),
                        new TreeMap<>(Map.of("threads", "1")),
                        base.method(),
                        base.batches(),
                        base.profiles(),
                        base.warnings(),
                        base.kernels());
        assertThat(Contrast.between(base, other))
                .extracting(Contrast::what)
                .containsExactly("device", "provider", "precision", "model", "options");
        assertThat(Contrast.between(base, other).getLast().sentence())
                .isEqualTo("options: defaults against threads=1");
    }

    @Test
    void anOldFileWithoutQuantilesIsReadAndComparedByItsMedians(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("old.json");
        of(1, STEADY).write(file);
        String text = Files.readString(file);
        String old = text.replaceAll("\"quantileSeconds\" : \\[[^]]*],", "");
        assertThat(old).isNotEqualTo(text);
        Files.writeString(file, old);
        Measurement read = Measurement.read(file);
        assertThat(read.batches().getFirst().forks().getFirst().quantileSeconds()).isEmpty();
        assertThat(only(Comparing.separate(read, scaled(1.2), MARGINS, "default", null)).change())
                .isEqualTo(Change.SLOWER);
    }

    @Test
    void aChangeThatOnlyTheFastestRunsTellIsSaidToBeOne() {
        // As two speeds of a machine do: in 4 of 8 pairs the base's medians are 1.6 times theirs,
        // in 4 others the new one's; the fastest run of each is undisturbed.
        double[] fast = {100, 100, 100, 100, 100, 100, 100, 100};
        double[] base = {160, 100, 160, 100, 160, 100, 160, 100};
        double[] slower = {105, 168, 105, 168, 105, 168, 105, 168};
        BatchComparison batch =
                only(
                        Comparing.paired(
                                of(1, fast, base),
                                of(1, scaled(fast, 1.05), slower),
                                MARGINS,
                                "default"));
        assertThat(batch.change()).isEqualTo(Change.SLOWER);
        assertThat(batch.why()).contains("fastest twentieth");
        assertThat(batch.undisturbed()).isNotNull();
        assertThat(batch.undisturbed().ratio()).isCloseTo(1.05, within(1e-9));
        assertThat(batch.typical().interval().low()).isLessThan(1);
    }

    @Test
    void mediansThatStrayKeepEqualFastestRunsFromAVerdict() {
        // Six of eight pairs met the busy machine on the new one's side alone: the median pair is
        // 1.3, its interval reaches down to 1, and the fastest runs are alike.
        double[] fast = {100, 100, 100, 100, 100, 100, 100, 100};
        double[] busy = {130, 130, 100, 130, 130, 100, 130, 130};
        BatchComparison batch =
                only(Comparing.paired(of(1, fast, fast), of(1, fast, busy), MARGINS, "default"));
        assertThat(batch.change()).isEqualTo(Change.INCONCLUSIVE);
        assertThat(batch.why()).contains("fastest twentieth").contains("within the margin");
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    private static BatchComparison only(Comparison comparison) {
        assertThat(comparison.batches()).hasSize(1);
        return comparison.batches().getFirst();
    }

    private static Measurement scaled(double factor) {
        double[] micros = STEADY.clone();
        for (int i = 0; i < micros.length; i++) {
            micros[i] *= factor;
        }
        return of(1, micros);
    }

    /// One fork for each median, given in microseconds; its samples are all alike.
    static Measurement of(long batch, double... medianMicros) {
        return of(batch, medianMicros, medianMicros);
    }

    /// The same, the faster two of its four samples given too.
    private static Measurement of(long batch, double[] fastMicros, double[] medianMicros) {
        List<Fork> forks = new ArrayList<>();
        for (int i = 0; i < medianMicros.length; i++) {
            double p50 = medianMicros[i] * 1e-6;
            double fast = fastMicros[i] * 1e-6;
            forks.add(
                    new Fork(
                            i + 1,
                            4,
                            4,
                            p50,
                            p50,
                            List.of(p50),
                            List.of(fast, fast, p50, p50),
                            1,
                            new FirstRuns(0.1, List.of(p50), 1, p50, true),
                            null,
                            null,
                            null,
                            0,
                            null,
                            null,
                            null,
                            null,
                            new TreeMap<>(),
                            null));
        }
        BatchResult empty = BatchResult.without(batch, new Warning.Interrupted());
        return with(
                new BatchResult(
                        batch,
                        Verdict.VALID,
                        List.of(),
                        forks,
                        empty.latencySeconds(),
                        empty.interval(),
                        empty.tailBoundSeconds(),
                        empty.noise(),
                        empty.throughput(),
                        empty.samples(),
                        empty.histogram(),
                        empty.memoryBytes(),
                        empty.deviceMemoryBytes(),
                        empty.energyJoules(),
                        empty.energyErrorJoules(),
                        empty.clocks(),
                        empty.placement(),
                        empty.spans(),
                        empty.transferSeconds(),
                        empty.jvm(),
                        empty.memory(),
                        empty.unknown()));
    }

    private static Measurement with(BatchResult result) {
        return new Measurement(
                Measurement.SCHEMA,
                new ModelIdentity("m", "m.onnx", "a".repeat(64)),
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
                "a device",
                "cpu",
                "fp32",
                Measurement.HOST_TO_HOST,
                new TreeMap<>(),
                new Method(
                        "quick", 40, 1, 1, List.of(), 1, 0.05, 0.05, "done", List.of(), List.of()),
                List.of(result),
                List.of(),
                List.of(),
                List.of());
    }
}
