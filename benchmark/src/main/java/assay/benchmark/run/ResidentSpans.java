package assay.benchmark.run;

import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.Ends;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.ResidentRun;
import assay.benchmark.session.RuntimeOptions;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/// Times the session once more through the C interface: with its inputs and outputs on the device,
/// and on CUDA also with the ones or the others on the host, and from a CUDA graph. The session is
/// warm: the host-to-host windows ran on it.
final class ResidentSpans {

    /// Share of the time that the host-to-host windows took.
    private static final double SHARE = 0.25;

    /// Share of a span's time that is not counted.
    private static final double WARMUP_SHARE = 0.2;

    private static final int FEWEST_RUNS = 2;
    private static final int WARMUPS = 1;

    /// ONNX Runtime captures a graph in its second run or third.
    private static final int GRAPH_WARMUPS = 4;

    private final ForkPlan plan;
    private final double limitSeconds;
    private final SortedMap<String, String> histograms = new TreeMap<>();
    private final SortedMap<String, String> missing = new TreeMap<>();

    private ResidentSpans(ForkPlan plan, double limitSeconds) {
        this.plan = plan;
        this.limitSeconds = limitSeconds;
    }

    /// Wall time that they are given beside windows of that length in all, for runs of that length.
    static double seconds(double timedSeconds, double runSeconds) {
        return Math.max(SHARE * timedSeconds, (1 + WARMUPS + FEWEST_RUNS) * runSeconds);
    }

    static ResidentReport time(ModelSession session, ForkPlan plan) {
        long begin = System.nanoTime();
        boolean cuda = Provider.parse(plan.provider()) instanceof Provider.Cuda;
        boolean graph = "true".equals(plan.options().get("cuda-graph"));
        ResidentSpans spans =
                new ResidentSpans(plan, plan.spanSeconds() / (cuda ? graph ? 4 : 3 : 1));
        if (plan.spanSeconds() == 0) {
            spans.missing.put(Measurement.DEVICE_RESIDENT, "the budget left no time for it");
        } else {
            spans.time(session, cuda, graph);
        }
        return new ResidentReport(
                (System.nanoTime() - begin) * 1e-9, spans.histograms, spans.missing);
    }

    private void time(ModelSession session, boolean cuda, boolean graph) {
        time(Measurement.DEVICE_RESIDENT, WARMUPS, () -> bind(session, Ends.DEVICE));
        if (cuda) {
            time(Measurement.HOST_TO_DEVICE, WARMUPS, () -> bind(session, Ends.HOST_INPUTS));
            time(Measurement.DEVICE_TO_HOST, WARMUPS, () -> bind(session, Ends.HOST_OUTPUTS));
        } else {
            String why = "the CPU provider reads and writes host memory: nothing is copied";
            missing.put(Measurement.HOST_TO_DEVICE, why);
            missing.put(Measurement.DEVICE_TO_HOST, why);
        }
        if (graph) {
            captured();
        }
    }

    private ResidentRun bind(ModelSession session, Ends ends) {
        return session.bindResident(plan.inputs(), plan.seed(), ends);
    }

    /// In a session of its own: one that captures cannot serve runs whose addresses change.
    private void captured() {
        String span = Measurement.DEVICE_RESIDENT_GRAPH;
        try (ModelSession session =
                ModelSession.openCaptured(
                        Path.of(plan.model()),
                        Provider.parse(plan.provider()),
                        RuntimeOptions.of(plan.options()))) {
            time(span, GRAPH_WARMUPS, () -> bind(session, Ends.DEVICE));
        } catch (BenchmarkException e) {
            missing.put(span, String.valueOf(e.getMessage()));
        }
    }

    private void time(String span, int warmups, Supplier<ResidentRun> bound) {
        Histogram histogram = Histograms.empty();
        try (ResidentRun run = bound.get()) {
            long begin = System.nanoTime();
            long warm = begin + Math.round(limitSeconds * WARMUP_SHARE * 1e9);
            for (int i = 0; i < warmups || System.nanoTime() < warm; i++) {
                run.run();
            }
            long end = begin + Math.round(limitSeconds * 1e9);
            long start;
            do {
                start = System.nanoTime();
                run.run();
                histogram.recordValue(System.nanoTime() - start);
            } while (start < end || histogram.getTotalCount() < FEWEST_RUNS);
            histograms.put(span, Histograms.encode(histogram));
        } catch (BenchmarkException e) {
            missing.put(span, String.valueOf(e.getMessage()));
        }
    }
}
