package assay.benchmark.run;

import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.measurement.Json;
import assay.benchmark.session.ArenaUse;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.BoundRun;
import assay.benchmark.session.InterfaceCost;
import assay.benchmark.session.ModelSession;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a measuring process does: open the model, warm up, be timed, report. Every failure leaves
/// its cause in a file before it is thrown on.
final class ForkBody {

    private final Path folder;
    private final ForkPlan plan;
    private final ModelSession session;
    private final BoundRun run;
    private final Meter meter;
    private final FirstRuns firstRuns;
    private final OptionalLong baselineResident;
    private final Opened opened;
    private @Nullable ForkReport report;
    private @Nullable ProcessorTime processorBefore;
    private @Nullable HeapUse heapBefore;
    private @Nullable TimedSpan span;

    /// What was seen between opening the session and its first run.
    private record Opened(
            @Nullable Long residentGrowth,
            @Nullable ArenaUse arena,
            SortedMap<String, Integer> placement) {}

    private ForkBody(
            Path folder,
            ForkPlan plan,
            ModelSession session,
            BoundRun run,
            Meter meter,
            FirstRuns firstRuns,
            OptionalLong baselineResident,
            Opened opened) {
        this.folder = folder;
        this.plan = plan;
        this.opened = opened;
        this.session = session;
        this.run = run;
        this.meter = meter;
        this.firstRuns = firstRuns;
        this.baselineResident = baselineResident;
    }

    static ForkBody open(Path folder) throws IOException {
        // Before anything else, so that whoever watches has a reading from before the timing
        // begins.
        Json.write(folder.resolve(TimedSpan.FILE), TimedSpan.beginning());
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
        Opened opened =
                new Opened(
                        growth(baseline, ProcFiles.residentBytes()),
                        session.arena(),
                        session.placement());
        BoundRun run = session.bind(plan.inputs(), plan.seed());
        Meter meter = new Meter(run, folder.resolve(SampleFile.FILE));
        FirstRuns firstRuns =
                WarmUp.until(
                        meter::warmUpRun,
                        sessionSeconds,
                        run.firstRunSeconds(),
                        plan.warmupSeconds(),
                        plan.warmupTolerance());
        meter.reset();
        return new ForkBody(folder, plan, session, run, meter, firstRuns, baseline, opened);
    }

    /// Forgets the run that came before the first window.
    void discard() {
        meter.reset();
        Compilers.settle();
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
        // Not as the next window begins: JMH's clock of a window runs from before its set-up.
        Compilers.settle();
    }

    /// Written after each window, so that what is known survives the process.
    private void report() throws IOException {
        ProcessorTime.Share taken = ProcessorTime.sharesSince(processorBefore);
        HeapUse heap = heapBefore == null ? null : HeapUse.now().since(heapBefore);
        report =
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
                        taken == null ? null : taken.stolen(),
                        taken == null ? null : taken.harness(),
                        new MemoryReport(opened.residentGrowth(), opened.arena(), session.arena()),
                        opened.placement(),
                        meter.slowRuns(),
                        null,
                        null);
        Json.write(folder.resolve(ForkReport.FILE), report);
    }

    /// Times what Java costs and the device-resident spans, now that all else is on record.
    void close() throws IOException {
        if (report != null && meter.windowP50Seconds().size() == plan.windows()) {
            InterfaceCost cost = plan.spanSeconds() == 0 ? null : interfaceCost();
            ResidentReport resident = ResidentSpans.time(session, plan);
            Json.write(folder.resolve(ForkReport.FILE), report.with(cost, resident));
        }
        run.close();
        session.close();
    }

    private @Nullable InterfaceCost interfaceCost() {
        try {
            return run.interfaceCost();
        } catch (BenchmarkException _) {
            return null;
        }
    }

    private static @Nullable Long growth(OptionalLong before, OptionalLong after) {
        return before.isPresent() && after.isPresent()
                ? Long.valueOf(Math.max(0, after.getAsLong() - before.getAsLong()))
                : null;
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
