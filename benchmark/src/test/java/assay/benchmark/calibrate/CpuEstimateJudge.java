package assay.benchmark.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.ProfileReader;
import assay.analyzer.estimate.CpuEstimator;
import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.Workload;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.ValueSpec;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.zoo.Zoo;
import assay.benchmark.session.BoundRun;
import assay.benchmark.session.InputSpec;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Holds the calibrated estimate of whole models against their latency on this machine, at batch 1,
/// 4 and 16 with a thread a core. Minutes long, so run by hand on a quiet machine:
/// `scripts/judge-cpu-estimate`. `-Dassay.judge` names the models, or `all`;
/// `-Dassay.judge.profile` a profile to take instead of calibrating; `-Dassay.judge.threads` other
/// counts of threads. The table goes to `target/cpu-estimate.md`.
@EnabledIfSystemProperty(named = "assay.judge", matches = ".+")
class CpuEstimateJudge {

    private static final List<String> MODELS =
            List.of(
                    "resnet18",
                    "resnet50",
                    "mobilenet_v2",
                    "vgg16",
                    "vit_b_16",
                    "bert_base",
                    "unet",
                    "minilm_l6");
    private static final double SECONDS = 1.5;

    private record Row(
            String model, long batch, int threads, double median, double fast, double estimate) {
        double error() {
            return estimate / median - 1;
        }
    }

    @TempDir Path folder;

    @Test
    void estimatesAreNearWhatIsMeasured() throws IOException {
        String named = System.getProperty("assay.judge");
        CpuProfile profile = profile();
        List<Row> rows = new ArrayList<>();
        for (String model : named.equals("all") ? MODELS : List.of(named.split(","))) {
            judge(model, profile, rows);
            write(rows);
        }
        double[] errors =
                rows.stream().mapToDouble(row -> Math.abs(row.error())).sorted().toArray();
        assertThat(errors[errors.length / 2]).as("median error").isLessThan(0.15);
        assertThat(errors[errors.length - 1]).as("largest error").isLessThan(0.35);
        assertThat(ordered(rows)).as("share of pairs in order").isGreaterThan(0.95);
    }

    private static CpuProfile profile() {
        String file = System.getProperty("assay.judge.profile");
        return file == null
                ? Calibration.run(Calibration.FULL_SECONDS, CalibrationListener.SILENT)
                : (CpuProfile) ProfileReader.read(Path.of(file));
    }

    private void judge(String name, CpuProfile profile, List<Row> rows) throws IOException {
        ModelSpec spec = Zoo.spec(name);
        Path file = folder.resolve(name + ".onnx");
        Zoo.write(name, file, 1);
        Analysis analysis = Analysis.of(file, Assumptions.NONE);
        for (int threads : threads(profile)) {
            RuntimeOptions options = RuntimeOptions.of(Map.of("threads", String.valueOf(threads)));
            try (ModelSession session = ModelSession.open(file, new Provider.Cpu(), options)) {
                for (long batch : new long[] {1, 4, 16}) {
                    Bindings bindings = bindings(spec, batch);
                    double[] sorted = measure(session, inputs(spec, bindings));
                    ModelEstimate estimate =
                            Workload.of(analysis, bindings, FusionRules.cpu())
                                    .estimate(
                                            new CpuEstimator(
                                                    profile,
                                                    EstimateSettings.defaults()
                                                            .withThreads(threads)));
                    rows.add(
                            new Row(
                                    name,
                                    batch,
                                    threads,
                                    sorted[(sorted.length - 1) / 2],
                                    sorted[0],
                                    estimate.seconds()));
                }
            }
        }
        Files.delete(file);
    }

    private static int[] threads(CpuProfile profile) {
        String named = System.getProperty("assay.judge.threads");
        return named == null
                ? new int[] {profile.cores()}
                : Arrays.stream(named.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static double[] measure(ModelSession session, List<InputSpec> inputs) {
        try (BoundRun run = session.bind(inputs, 1)) {
            double[] times = new double[4096];
            int count = 0;
            run.run();
            long end = System.nanoTime() + (long) (SECONDS * 1e9);
            while (count < times.length && (count < 5 || System.nanoTime() < end)) {
                long start = System.nanoTime();
                run.run();
                times[count++] = (System.nanoTime() - start) * 1e-9;
            }
            double[] sorted = Arrays.copyOf(times, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private static Bindings bindings(ModelSpec spec, long batch) {
        Map<String, Long> numbers = new HashMap<>();
        for (ValueSpec input : spec.inputs()) {
            for (Dim dim : input.shape().dims()) {
                for (String symbol : dim.symbols()) {
                    numbers.put(symbol, symbol.equals("sequence") ? 128 : batch);
                }
            }
        }
        return new Bindings(numbers);
    }

    private static List<InputSpec> inputs(ModelSpec spec, Bindings bindings) {
        List<InputSpec> inputs = new ArrayList<>();
        for (ValueSpec input : spec.inputs()) {
            long[] shape =
                    input.shape().dims().stream()
                            .mapToLong(dim -> dim.bind(bindings).number().orElseThrow())
                            .toArray();
            inputs.add(
                    input.type() == ElementType.INT64
                            ? InputSpec.int64(input.name(), 0, 1, shape)
                            : InputSpec.floats(input.name(), shape));
        }
        return inputs;
    }

    /// Pairs of different models at one batch size and count of threads.
    private static double ordered(List<Row> rows) {
        int pairs = 0;
        int right = 0;
        for (Row a : rows) {
            for (Row b : rows) {
                if (a.batch() == b.batch()
                        && a.threads() == b.threads()
                        && a.median() < b.median()) {
                    pairs++;
                    right += a.estimate() < b.estimate() ? 1 : 0;
                }
            }
        }
        return pairs == 0 ? 1 : right / (double) pairs;
    }

    private static void write(List<Row> rows) throws IOException {
        StringBuilder table =
                new StringBuilder(
                        """
                        | model | batch | threads | measured p50 ms | fastest ms | estimated ms | error % |
                        |---|---:|---:|---:|---:|---:|---:|
                        """);
        for (Row row : rows) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %d | %.2f | %.2f | %.2f | %+.1f |%n",
                            row.model(),
                            row.batch(),
                            row.threads(),
                            row.median() * 1e3,
                            row.fast() * 1e3,
                            row.estimate() * 1e3,
                            row.error() * 100));
        }
        Files.writeString(Path.of("target", "cpu-estimate.md"), table);
    }
}
