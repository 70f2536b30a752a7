package assay.benchmark.run;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.session.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Measures two models, or one under two sets of options, in turns, process by process: what a
/// machine does meanwhile, it does to both.
///
/// Each round gives every batch size one process of each side, one right after the other; the first
/// round begins with the base, the second with the other, and so on (ABBA), so that a steady drift
/// cancels. The number of rounds does not depend on what they show, since a run that goes on until
/// a difference appears finds one that is not there. Forks of one round are a pair.
public final class InTurns {

    private final Side base;
    private final Side other;
    private final List<BatchCase> batches;
    private final int rounds;
    private final PairListener listener;

    /// Both sides as measured.
    public record Pair(Measurement base, Measurement other) {}

    /// Told of each pair, on the thread that measures.
    @FunctionalInterface
    public interface PairListener {

        /// A pair of processes has ended. Seconds are the median run of each; NaN where it failed.
        void pairEnded(long batch, int round, int rounds, double baseSeconds, double otherSeconds);

        /// The virtual machine was told to end before the last pair; it ends when this returns.
        ///
        /// @param soFar what was measured until then
        default void interrupted(Pair soFar) {}
    }

    private record Side(
            String label, SweepRequest request, Ledger ledger, Pacing pacing, ForkRun forks) {

        static Side of(String label, SweepRequest request, Path cases, Observer observer) {
            Ledger ledger = new Ledger(request);
            Pacing pacing = new Pacing(request.budget().timedSeconds(), false);
            ForkProcess process = new ForkProcess(cases, ChildJvm.ARGUMENTS, observer);
            return new Side(
                    label,
                    request,
                    ledger,
                    pacing,
                    new ForkRun(request, process, pacing, ledger, TreeMap::new));
        }

        double expectedSeconds(long batch) {
            return allotment(batch).expectedSeconds();
        }

        Pacing.Allotment allotment(long batch) {
            Pacing.Allotment full = pacing.fit(batch, Double.POSITIVE_INFINITY);
            if (full == null) {
                throw new IllegalStateException("nothing fits into unlimited time");
            }
            return full;
        }

        BatchCase batch(long size) {
            return request.batches().stream()
                    .filter(batch -> batch.batch() == size)
                    .findFirst()
                    .orElseThrow();
        }

        /// Median run of the process made; NaN where it failed.
        double fork(long size, int round) throws IOException {
            BatchResult soFar = forks.run(label, batch(size), round, allotment(size));
            return ledger.forks(size).isBroken() || soFar.forks().isEmpty()
                    ? Double.NaN
                    : soFar.forks().getLast().p50Seconds();
        }
    }

    private InTurns(Side base, Side other, int rounds, PairListener listener) {
        this.base = base;
        this.other = other;
        this.rounds = rounds;
        this.listener = listener;
        this.batches =
                base.request().batches().stream()
                        .sorted(Comparator.comparingLong(BatchCase::batch))
                        .toList();
    }

    /// Measures both sides, at most `rounds` times each and within the base's budget, which counts
    /// for both together. The first round is made in any case.
    ///
    /// @param base and `other` with the same batch sizes, on the same provider
    /// @throws IllegalArgumentException if their batch sizes or providers differ
    /// @throws IOException if a result cannot be written or no process can be started
    public static Pair run(SweepRequest base, SweepRequest other, int rounds, PairListener listener)
            throws IOException {
        List<Long> sizes = base.batches().stream().map(BatchCase::batch).sorted().toList();
        if (!sizes.equals(other.batches().stream().map(BatchCase::batch).sorted().toList())
                || !base.placement().provider().equals(other.placement().provider())) {
            throw new IllegalArgumentException("the two sides differ in batch sizes or provider");
        }
        TemporaryFolder folder = TemporaryFolder.create("assay-cases");
        Path cases = folder.path();
        Observer observer = Observer.start(base.placement().provider());
        InTurns turns =
                new InTurns(
                        Side.of("base-", base, cases, observer),
                        Side.of("other-", other, cases, observer),
                        rounds,
                        listener);
        Thread hook = new Thread(() -> turns.interrupted(cases), "turns-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return turns.measure();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // the virtual machine is going down: the hook does its work
            }
            observer.close();
            folder.close();
        }
    }

    private Pair measure() throws IOException {
        Random random = new Random(base.request().seed());
        int round = 0;
        while (round < rounds && !isClosed() && (round == 0 || fits())) {
            round++;
            List<BatchCase> order = new ArrayList<>(open());
            if (round > 1) {
                Collections.shuffle(order, random);
            }
            List<Long> sizes = order.stream().map(BatchCase::batch).toList();
            base.ledger().roundBegins(sizes);
            other.ledger().roundBegins(sizes);
            for (long size : sizes) {
                pair(size, round);
            }
        }
        String why =
                round == rounds
                        ? rounds + " pairs were made"
                        : open().isEmpty() ? "every batch size failed" : "the budget is used";
        return closed(why);
    }

    private Pair closed(String why) throws IOException {
        long first = batches.getFirst().batch();
        return new Pair(base.ledger().close(why, first), other.ledger().close(why, first));
    }

    private void pair(long size, int round) throws IOException {
        boolean baseFirst = round % 2 == 1;
        double one = (baseFirst ? base : other).fork(size, round);
        if (!isClosed()) {
            double two = (baseFirst ? other : base).fork(size, round);
            if (!isClosed()) {
                listener.pairEnded(
                        size, round, rounds, baseFirst ? one : two, baseFirst ? two : one);
            }
        }
    }

    /// Batch sizes at which neither side has failed.
    private List<BatchCase> open() {
        return batches.stream()
                .filter(batch ->
                        !base.ledger().forks(batch.batch()).isBroken()
                                && !other.ledger().forks(batch.batch()).isBroken())
                .toList();
    }

    /// Whether a whole round more fits into the budget.
    private boolean fits() {
        double needed = 0;
        for (BatchCase batch : open()) {
            needed += base.expectedSeconds(batch.batch()) + other.expectedSeconds(batch.batch());
        }
        return needed > 0
                && base.ledger().usedSeconds() + needed <= base.request().budget().seconds();
    }

    private boolean isClosed() {
        return base.ledger().isClosed() || other.ledger().isClosed();
    }

    /// What happens when the virtual machine is told to end.
    private void interrupted(Path cases) {
        try {
            base.ledger().interrupt();
            other.ledger().interrupt();
            Watchdog.kill(cases, Instant.MAX);
            listener.interrupted(closed("interrupted"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Watchdog.kill(cases, Instant.MAX);
        }
    }
}
