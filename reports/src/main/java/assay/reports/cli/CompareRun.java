package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.graph.Model;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.calibrate.NoiseCache;
import assay.benchmark.measurement.Comparing;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Noise;
import assay.benchmark.run.InTurns;
import assay.benchmark.run.SweepRequest;
import assay.benchmark.session.Placement;
import assay.benchmark.session.RuntimeOptions;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Two sides measured in turns and compared.
///
/// @param base a model; `other` likewise, the same one to compare it under other options
/// @param baseOptions of the runtime for the base alone; `newOptions` likewise for the other
/// @param pairs of processes at each batch size, as the budget allows
record CompareRun(
        String base,
        String other,
        Map<String, String> baseOptions,
        Map<String, String> newOptions,
        int pairs,
        MarginOptions margins,
        ModelOptions model,
        MeasureOptions measure) {

    /// Batch sizes of a comparison, unless others are asked for.
    private static final List<Long> BATCHES = List.of(1L, 8L);

    /// Measures and compares.
    ///
    /// @param interrupted takes what there is when the run is interrupted, on the way out
    Comparison run(String commandLine, Console console, Consumer<Comparison> interrupted)
            throws IOException {
        margins.check();
        Analysis first = analysis(base, model, measure);
        Analysis second = base.equals(other) ? first : analysis(other, model, measure);
        List<Long> batches = batches(first, second, model);
        Placement placement = Placement.choose(measure.choice());
        String whyNotCuda = placement.whyNotCuda();
        if (whyNotCuda != null) {
            console.say(whyNotCuda);
        }
        Machine machine = Machine.look();
        SweepRequest one =
                Measuring.request(
                        first,
                        placement,
                        machine,
                        measure,
                        options("--base-option", measure, baseOptions),
                        batches,
                        commandLine,
                        null);
        SweepRequest two =
                Measuring.request(
                        second,
                        placement,
                        machine,
                        measure,
                        options("--new-option", measure, newOptions),
                        batches,
                        commandLine,
                        null);
        Optional<Noise> noise = NoiseCache.load(placement.provider().toString());
        InTurns.Pair pair =
                InTurns.run(
                        one.within(one.budget().cutInto(2 * pairs * batches.size())),
                        two.within(two.budget().cutInto(2 * pairs * batches.size())),
                        pairs,
                        new InTurns.PairListener() {
                            @Override
                            public void pairEnded(
                                    long batch,
                                    int round,
                                    int rounds,
                                    double baseSeconds,
                                    double otherSeconds) {
                                console.say(
                                        "batch "
                                                + batch
                                                + ", pair "
                                                + round
                                                + " of "
                                                + rounds
                                                + ": "
                                                + told(baseSeconds)
                                                + ", "
                                                + told(otherSeconds)
                                                + ratio(baseSeconds, otherSeconds));
                            }

                            @Override
                            public void interrupted(InTurns.Pair soFar) {
                                Comparison comparison = compared(soFar, noise);
                                if (!comparison.batches().isEmpty()) {
                                    interrupted.accept(comparison);
                                }
                            }
                        });
        return compared(pair, noise);
    }

    private Comparison compared(InTurns.Pair pair, Optional<Noise> noise) {
        return Comparing.paired(
                pair.base(), pair.other(), margins.margins(noise), margins.from(noise));
    }

    private static Analysis analysis(String model, ModelOptions options, MeasureOptions measure)
            throws IOException {
        Path file = ModelFiles.one(model, measure.seed);
        Model read = OnnxReader.read(file);
        return Analysis.of(read, options.assumptions(read));
    }

    /// The batch sizes asked for; the model's own where one fixes it.
    private static List<Long> batches(Analysis first, Analysis second, ModelOptions model) {
        Long one = first.symbols().fixedBatch().orElse(null);
        Long two = second.symbols().fixedBatch().orElse(null);
        if (one != null && two != null && !one.equals(two)) {
            throw new UsageException(
                    "the two models fix their batch sizes to " + one + " and " + two);
        }
        Long fixed = one == null ? two : one;
        return fixed == null ? model.batches(first, BATCHES) : List.of(fixed);
    }

    private static RuntimeOptions options(
            String option, MeasureOptions measure, Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(measure.given());
        all.putAll(own);
        try {
            return RuntimeOptions.of(all);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " or --option: " + e.getMessage());
        }
    }

    private static String told(double seconds) {
        return Double.isNaN(seconds) ? "failed" : Numbers.text(seconds, Unit.SECONDS);
    }

    private static String ratio(double base, double other) {
        double ratio = other / base;
        return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, ", ratio %.3f", ratio);
    }
}
