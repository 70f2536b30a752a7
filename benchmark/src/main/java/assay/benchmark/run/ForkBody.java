package assay.benchmark.run;

import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Json;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.BoundRun;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a measuring process does: open the model, warm up, be timed, report. Every failure leaves
/// its cause in a file before it is thrown on.
final class ForkBody {

    private final Path folder;
    private final ModelSession session;
    private final BoundRun run;
    private final Meter meter;
    private final FirstRuns firstRuns;
    private final OptionalLong baselineResident;
    private @Nullable ProcessorTime processorBefore;
    private @Nullable HeapUse heapBefore;
    private @Nullable TimedSpan span;

    private ForkBody(
            Path folder,
            ModelSession session,
            BoundRun run,
            Meter meter,
            FirstRuns firstRuns,
            OptionalLong baselineResident) {
        this.folder = folder;
        this.session = session;
        this.run = run;
        this.meter = meter;
        this.firstRuns = firstRuns;
        this.baselineResident = baselineResident;
    }

    static ForkBody open(Path folder) throws IOException {
        try {
            return opened(folder, Json.read(folder.resolve(ForkPlan.FILE), ForkPlan.class));
        } catch (BenchmarkException | OutOfMemoryError e) {
            throw failed(folder, e);
        }
    }

    private static ForkBody opened(Path folder, ForkPlan plan) {
        OptionalLong baseline = ProcFiles.residentBytes();
        long start = System.nanoTime();
        ModelSession session =
                ModelSession.open(
                        Path.of(plan.model()),
                        Provider.parse(plan.provider()),
                        RuntimeOptions.of(plan.options()));
        double sessionSeconds = (System.nanoTime() - start) * 1e-9;
        BoundRun run = session.bind(plan.inputs(), plan.seed());
        Meter meter = new Meter(run, folder.resolve(SampleFile.FILE));
        FirstRuns firstRuns =
                WarmUp.until(
                        meter::untimedRun,
                        sessionSeconds,
                        run.firstRunSeconds(),
                        plan.warmupSeconds(),
                        plan.warmupTolerance());
        return new ForkBody(folder, session, run, meter, firstRuns, baseline);
    }

    void beginWindow() throws IOException {
        if (span == null) {
            span = TimedSpan.beginning();
            Json.write(folder.resolve(TimedSpan.FILE), span);
            heapBefore = HeapUse.now();
            processorBefore = ProcessorTime.now();
        }
    }

    void run() {
        try {
            meter.timedRun();
        } catch (BenchmarkException | OutOfMemoryError e) {
            throw failed(folder, e);
        }
    }

    void endWindow() throws IOException {
        if (span != null) {
            Json.write(folder.resolve(TimedSpan.FILE), span.endingNow());
        }
        meter.endWindow();
        report();
    }

    /// Written after each window, so that what is known survives the process.
    private void report() throws IOException {
        ProcessorTime.Share taken = ProcessorTime.sharesSince(processorBefore);
        HeapUse heap = heapBefore == null ? null : HeapUse.now().since(heapBefore);
        Json.write(
                folder.resolve(ForkReport.FILE),
                new ForkReport(
                        meter.runs(),
                        meter.windowP50Seconds(),
                        firstRuns,
                        Histograms.encode(meter.histogram()),
                        boxed(ProcFiles.peakResidentBytes()),
                        boxed(baselineResident),
                        heap == null ? null : heap.allocatedPer(meter.runs()),
                        heap == null ? 0 : heap.collections(),
                        taken == null ? null : taken.foreign(),
                        taken == null ? null : taken.stolen()));
    }

    void close() {
        run.close();
        session.close();
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static BenchmarkException failed(Path folder, Throwable e) {
        BenchmarkException cause =
                e instanceof BenchmarkException known
                        ? known
                        : new BenchmarkException(
                                BenchmarkException.Kind.OUT_OF_MEMORY, e.toString(), e);
        try {
            Json.write(
                    folder.resolve(ForkError.FILE),
                    new ForkError(
                            cause.kind() == BenchmarkException.Kind.OUT_OF_MEMORY,
                            String.valueOf(cause.getMessage())));
        } catch (IOException written) {
            cause.addSuppressed(written);
        }
        return cause;
    }
}
