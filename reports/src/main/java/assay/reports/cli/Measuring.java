package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.replay.Replay;
import assay.benchmark.run.BatchCase;
import assay.benchmark.run.Budget;
import assay.benchmark.run.Sweep;
import assay.benchmark.run.SweepRequest;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import assay.benchmark.telemetry.ComputeCapability;
import assay.benchmark.telemetry.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A measurement from an analysis and the options of the command line.
final class Measuring {

    /// Share of the budget that is kept for timing kernels by themselves, where that is asked for.
    private static final double REPLAY_SHARE = 0.3;

    private static final double LEAST_REPLAY_SECONDS = 5;

    private Measuring() {}

    /// Measures the model that was analysed.
    ///
    /// @param analysis of the model as its file has it: a precision that exists on paper only
    ///   cannot be run
    /// @param result file that holds what is measured so far, at every moment; null for none
    static Measurement measure(
            Analysis analysis,
            Placement placement,
            Machine machine,
            MeasureOptions options,
            RuntimeOptions runtime,
            List<Long> batches,
            String commandLine,
            @Nullable Path result,
            Console console)
            throws IOException {
        SweepRequest request =
                request(
                        analysis,
                        placement,
                        machine,
                        options,
                        runtime,
                        batches,
                        commandLine,
                        result);
        if (!options.replays()) {
            return Sweep.run(request, console.sweep());
        }
        Budget all = options.budget();
        Measurement measurement =
                Sweep.run(request.within(all.shortened(1 - REPLAY_SHARE)), console.sweep());
        double left = all.seconds() - measurement.method().usedSeconds();
        return replayed(
                measurement, request, options, Math.max(LEAST_REPLAY_SECONDS, left), console);
    }

    /// With the kernels of the smallest batch size that has figures; without them where they cannot
    /// be timed, which is said and no more.
    private static Measurement replayed(
            Measurement measurement,
            SweepRequest request,
            MeasureOptions options,
            double budgetSeconds,
            Console console)
            throws IOException {
        Optional<BatchCase> first =
                request.batches().stream()
                        .filter(batch -> hasFigures(measurement, batch.batch()))
                        .min(Comparator.comparingLong(BatchCase::batch));
        if (first.isEmpty() || measurement.method().stopped().equals("interrupted")) {
            return measurement;
        }
        console.say("timing each kernel of batch " + first.get().batch() + " by itself");
        try {
            Measurement more =
                    measurement.with(
                            Replay.run(
                                    request.model(),
                                    request.placement().provider(),
                                    request.options(),
                                    first.get().batch(),
                                    first.get().inputs(),
                                    options.thorough ? 0.6 : 0.3,
                                    budgetSeconds));
            if (request.result() != null) {
                more.write(request.result());
            }
            return more;
        } catch (BenchmarkException e) {
            console.warn("no kernel times: " + e.getMessage());
            return measurement;
        }
    }

    private static boolean hasFigures(Measurement measurement, long batch) {
        return measurement.batches().stream()
                .anyMatch(result -> result.batch() == batch && result.latencySeconds() != null);
    }

    /// What to measure: `batches`, and the model's own where it fixes one.
    ///
    /// @param runtime options to run with, in place of those of `options`
    static SweepRequest request(
            Analysis analysis,
            Placement placement,
            Machine machine,
            MeasureOptions options,
            RuntimeOptions runtime,
            List<Long> batches,
            String commandLine,
            @Nullable Path result)
            throws IOException {
        Path model = analysis.model().path();
        Long fixed = analysis.symbols().fixedBatch().orElse(null);
        List<Long> asked =
                fixed == null || batches.contains(fixed)
                        ? batches
                        : Stream.concat(Stream.of(fixed), batches.stream()).sorted().toList();
        return new SweepRequest(
                model,
                new ModelIdentity(
                        AnalysisJson.name(analysis.model()),
                        model.toString(),
                        OnnxReader.sha256(model)),
                placement,
                machine.name(placement),
                effectivePrecision(analysis, placement, machine, runtime),
                runtime,
                Inputs.of(analysis, asked),
                fixed,
                options.budget(),
                options.seed,
                machine.environment(placement, commandLine),
                result);
    }

    /// What the arithmetic really runs in: CUDA multiplies float32 as TF32 where the device has it
    /// and nobody forbids it.
    static String effectivePrecision(
            Analysis analysis, Placement placement, Machine machine, RuntimeOptions runtime) {
        boolean forbidden = "false".equals(runtime.get("tf32"));
        if (analysis.precision() != Precision.FP32
                || forbidden
                || !(placement.provider() instanceof Provider.Cuda(int index))
                || index >= machine.gpus().size()) {
            return analysis.precision().label();
        }
        return machine.gpus().get(index).capability()
                                instanceof Reading.Known<ComputeCapability>(var capability)
                        && capability.major() >= 8
                ? "tf32"
                : "fp32";
    }
}
