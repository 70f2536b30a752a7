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

/// Two sides measured in turns and compared.
final class CompareRun {

    /// Batch sizes of a comparison, unless others are asked for.
    private static final List<Long> BATCHES = List.of(1L, 8L);

    private CompareRun() {}

    static Comparison measure(
            String base,
            String other,
            Map<String, String> baseOptions,
            Map<String, String> newOptions,
            int pairs,
            MarginOptions margins,
            ModelOptions model,
            MeasureOptions measure,
            String commandLine,
            Console console)
            throws IOException {
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
        InTurns.Pair pair =
                InTurns.run(
                        one.within(one.budget().cutInto(2 * pairs * batches.size())),
                        two.within(two.budget().cutInto(2 * pairs * batches.size())),
                        pairs,
                        (batch, round, rounds, baseSeconds, newSeconds) ->
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
                                                + told(newSeconds)
                                                + ratio(baseSeconds, newSeconds)));
        Optional<Noise> noise = NoiseCache.load(placement.provider().toString());
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
