package assay.benchmark.run;

import assay.benchmark.calibrate.ReferenceTimer;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.session.Provider;
import assay.benchmark.session.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Measures a model over batch sizes, one process at a time.
///
/// The first round takes the batch sizes in ascending order, so that each tells how long the next
/// will take; the others in shuffled order, so that a drift of the machine hits all alike. Each
/// round gives every batch size one process. It ends when the interval of every median is within
/// the target or the budget is used. The smallest batch size is measured in every round, and once
/// more at the end: if it moves, the machine did. A batch that fails, runs out of memory or hangs
/// is an outcome of its own, and the others go on.
public final class Sweep {

    /// Processes from which the spread between processes can be told.
    private static final int FEWEST_FORKS = 3;

    private static final int MOST_ROUNDS = 30;
    private static final int PROFILE_WARMUPS = 3;
    private static final int PROFILE_LEAST_RUNS = 5;
    private static final int PROFILE_MOST_RUNS = 50;

    private final SweepRequest request;
    private final SweepListener listener;
    private final Ledger ledger;
    private final Pacing pacing;
    private final List<BatchCase> measurable;
    private final Path cases;
    private final ForkRun forkRun;
    private long lastMeasured;

    private Sweep(SweepRequest request, SweepListener listener, Path cases, Observer observer) {
        this.request = request;
        this.listener = listener;
        this.cases = cases;
        this.ledger = new Ledger(request);
        this.pacing = new Pacing(request.budget().timedSeconds(), true);
        ForkProcess process = new ForkProcess(cases, ChildJvm.ARGUMENTS, observer);
        this.forkRun = new ForkRun(request, process, pacing, ledger, speed(request, cases));
        this.measurable =
                request.batches().stream()
                        .filter(this::takesBatch)
                        .sorted(Comparator.comparingLong(BatchCase::batch))
                        .toList();
    }

    /// Runs the sweep to its end. What has been measured is on disk after every process; if this
    /// virtual machine is ended meanwhile, the measuring process is ended too and the file stays
    /// whole.
    ///
    /// @throws IOException if the result cannot be written or no process can be started
    public static Measurement run(SweepRequest request, SweepListener listener) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("assay-cases");
        Path cases = folder.path();
        Observer observer = Observer.start(request.placement().provider());
        Sweep sweep = new Sweep(request, listener, cases, observer);
        Thread hook = new Thread(sweep::interrupted, "sweep-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return sweep.measure();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // the virtual machine is going down: the hook does its work
            }
            observer.close();
            folder.close();
            if (!sweep.ledger.isClosed()) {
                sweep.ledger.interrupt();
            }
        }
    }

    /// The machine's own speed before each process: of a processor, since a GPU's shows in its
    /// clocks.
    private static Supplier<SortedMap<String, Double>> speed(SweepRequest request, Path cases) {
        return switch (request.placement().provider()) {
            case Provider.Cuda _ -> TreeMap::new;
            case Provider.Cpu _ -> new ReferenceTimer(cases, request.options().threads())::time;
        };
    }

    private Measurement measure() throws IOException {
        ledger.write();
        for (BatchCase batch : request.batches()) {
            Long fixed = request.fixedBatch();
            if (fixed != null && !takesBatch(batch)) {
                ledger.mark(batch.batch(), new Warning.FixedBatch(fixed));
            }
        }
        if (measurable.isEmpty()) {
            return ledger.close("the model takes none of the batch sizes", firstBatch());
        }
        round(1, measurable);
        String why = furtherRounds();
        sentinel();
        profile();
        return ledger.close(why, unmet(), firstBatch());
    }

    /// The smallest batch once more where others were measured after it: what moved meanwhile
    /// shows.
    private void sentinel() throws IOException {
        BatchForks forks = ledger.forks(firstBatch());
        Pacing.Allotment allotment =
                pacing.fit(firstBatch(), left() + pacing.leastSeconds(firstBatch()));
        if (measurable.size() > 1
                && lastMeasured != firstBatch()
                && !forks.forks().isEmpty()
                && !forks.isBroken()
                && !ledger.isClosed()
                && allotment != null) {
            fork(measurable.getFirst(), forks.forks().getLast().round() + 1, allotment);
        }
    }

    private List<String> unmet() {
        return measurable.stream()
                .map(batch -> ledger.forks(batch.batch()).unmet(FEWEST_FORKS))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private boolean takesBatch(BatchCase batch) {
        Long fixed = request.fixedBatch();
        return fixed == null || fixed == batch.batch();
    }

    private long firstBatch() {
        return (measurable.isEmpty() ? request.batches() : measurable).getFirst().batch();
    }

    /// Returns why it ended.
    private String furtherRounds() throws IOException {
        Random random = new Random(request.seed());
        for (int round = 2; round <= MOST_ROUNDS; round++) {
            List<BatchCase> open = new ArrayList<>();
            for (BatchCase batch : measurable) {
                BatchForks forks = ledger.forks(batch.batch());
                if (!forks.isBroken() && !forks.isDone(FEWEST_FORKS)) {
                    open.add(batch);
                }
            }
            if (open.isEmpty()) {
                return "every median is known to the target";
            }
            if (open.getFirst().batch() != firstBatch() && !ledger.forks(firstBatch()).isBroken()) {
                open.addFirst(measurable.getFirst());
            }
            Collections.shuffle(open, random);
            if (!round(round, open)) {
                return "the budget is used";
            }
        }
        return MOST_ROUNDS + " rounds were made";
    }

    /// One fork for each of `batches` that fits; returns whether one did.
    private boolean round(int round, List<BatchCase> batches) throws IOException {
        ledger.roundBegins(batches.stream().map(BatchCase::batch).toList());
        boolean any = false;
        for (int i = 0; i < batches.size() && !ledger.isClosed(); i++) {
            BatchCase batch = batches.get(i);
            double left =
                    left() - (round == 1 ? needed(batches.subList(i + 1, batches.size())) : 0);
            Pacing.Allotment allotment = pacing.fit(batch.batch(), left);
            if (allotment == null && round == 1) {
                double least = pacing.leastSeconds(batch.batch());
                allotment = i == 0 || least <= left() ? pacing.fit(batch.batch(), least) : null;
            }
            if (allotment != null) {
                fork(batch, round, allotment);
                any = true;
            } else if (round == 1) {
                ledger.mark(
                        batch.batch(),
                        new Warning.Skipped(
                                pacing.leastSeconds(batch.batch()), Math.max(0, left())));
            }
        }
        return any;
    }

    private void fork(BatchCase batch, int round, Pacing.Allotment allotment) throws IOException {
        lastMeasured = batch.batch();
        listener.forkStarted(batch.batch(), round);
        BatchResult soFar = forkRun.run("", batch, round, allotment);
        listener.forkEnded(soFar, round);
        listener.time(ledger.usedSeconds(), request.budget().seconds());
    }

    /// Seconds left for timing: the profile of the smallest batch is set aside, and its last
    /// process as the sentinel.
    private double left() {
        return request.budget().seconds()
                - ledger.usedSeconds()
                - profileSeconds(firstBatch(), PROFILE_LEAST_RUNS)
                - (measurable.size() > 1 ? pacing.leastSeconds(firstBatch()) : 0);
    }

    private double needed(List<BatchCase> batches) {
        double seconds = 0;
        for (BatchCase batch : batches) {
            seconds += pacing.leastSeconds(batch.batch());
        }
        return seconds;
    }

    /// Twice a fork's overhead: the profiler writes a line per node and run.
    private double profileSeconds(long batch, int runs) {
        return pacing.leastSeconds(batch) + (PROFILE_WARMUPS + runs) * pacing.predictedRun(batch);
    }

    /// The smallest batch always, and the largest if the budget still allows.
    private void profile() throws IOException {
        List<BatchCase> measured =
                measurable.stream()
                        .filter(batch -> !ledger.forks(batch.batch()).forks().isEmpty())
                        .toList();
        for (int i = 0;
                i < measured.size() && !ledger.isClosed();
                i += Math.max(1, measured.size() - 1)) {
            BatchCase batch = measured.get(i);
            double left = request.budget().seconds() - ledger.usedSeconds();
            if (i > 0 && profileSeconds(batch.batch(), PROFILE_LEAST_RUNS) > left) {
                return;
            }
            listener.profiling(batch.batch());
            double run = pacing.predictedRun(batch.batch());
            int runs =
                    (int)
                            Math.clamp(
                                    request.budget().timedSeconds() / run,
                                    PROFILE_LEAST_RUNS,
                                    PROFILE_MOST_RUNS);
            ledger.add(
                    ProfileProcess.run(
                            cases,
                            "profile-batch" + batch.batch(),
                            new ProfilePlan(
                                    request.model().toAbsolutePath().toString(),
                                    request.placement().provider().toString(),
                                    request.options().values(),
                                    batch.inputs(),
                                    request.seed(),
                                    batch.batch(),
                                    PROFILE_WARMUPS,
                                    runs),
                            Duration.ofSeconds(60 + Math.round(20 * run * runs))));
        }
    }

    /// What happens when the virtual machine is told to end.
    private void interrupted() {
        try {
            ledger.interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Watchdog.kill(cases, Instant.MAX);
        }
    }
}
