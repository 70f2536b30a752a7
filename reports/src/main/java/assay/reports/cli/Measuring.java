package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Precision;
import assay.analyzer.json.AnalysisJson;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.run.Sweep;
import assay.benchmark.run.SweepRequest;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import assay.benchmark.telemetry.ComputeCapability;
import assay.benchmark.telemetry.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A measurement from an analysis and the options of the command line.
final class Measuring {

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
                        options.runtime(),
                        batches,
                        commandLine,
                        result);
        return Sweep.run(request, console.sweep());
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
