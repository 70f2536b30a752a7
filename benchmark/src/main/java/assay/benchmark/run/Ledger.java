package assay.benchmark.run;

import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.Fork;
import assay.benchmark.measurement.Measurement;
import assay.benchmark.measurement.Method;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.session.NativeLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a sweep has found so far, kept on disk. Once closed, by its end or by an interrupt, it
/// changes no more.
final class Ledger {

    static final double WARMUP_TOLERANCE = 0.05;

    /// By how much the fastest and the slowest process of the sentinel may differ.
    private static final double DRIFT_LIMIT = 0.10;

    private final SweepRequest request;
    private final long start = System.nanoTime();
    private final Map<Long, BatchForks> batches = new LinkedHashMap<>();
    private final List<RuntimeProfile> profiles = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final List<List<Long>> orders = new ArrayList<>();
    private String stopped = "running";
    private List<String> unmet = List.of();
    private boolean closed;
    private @Nullable Measurement written;

    Ledger(SweepRequest request) {
        this.request = request;
        for (BatchCase batch : request.batches()) {
            batches.put(
                    batch.batch(),
                    new BatchForks(
                            batch.batch(), request.seed(), request.budget().intervalTarget()));
        }
        if (request.placement().whyNotCuda() != null) {
            warnings.add(new Warning.NotOnCuda(request.placement().whyNotCuda()));
        }
    }

    double usedSeconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    BatchForks forks(long batch) {
        BatchForks forks = batches.get(batch);
        if (forks == null) {
            throw new IllegalArgumentException("batch " + batch + " was not asked for");
        }
        return forks;
    }

    synchronized void roundBegins(List<Long> order) {
        orders.add(List.copyOf(order));
    }

    /// Adds what a fork found and what the reference kernels took before it, writes, and returns
    /// all that is known of its batch.
    synchronized BatchResult add(
            long batch, int round, ForkOutcome outcome, SortedMap<String, Double> references)
            throws IOException {
        if (!closed) {
            forks(batch).add(round, outcome, references);
            write();
        }
        return result(forks(batch));
    }

    synchronized void add(ProfileProcess.Outcome outcome) throws IOException {
        if (!closed) {
            switch (outcome) {
                case ProfileProcess.Outcome.Taken(RuntimeProfile profile) -> profiles.add(profile);
                case ProfileProcess.Outcome.Missing(Warning.NoProfile warning) ->
                        warnings.add(warning);
            }
            write();
        }
    }

    synchronized void mark(long batch, Warning warning) throws IOException {
        if (!closed) {
            forks(batch).mark(warning);
            write();
        }
    }

    /// Ends the sweep; `why` stands in the record.
    synchronized Measurement close(String why, long sentinel) throws IOException {
        return close(why, List.of(), sentinel);
    }

    /// As [#close(String, long)], naming the conditions that were not met.
    synchronized Measurement close(String why, List<String> left, long sentinel)
            throws IOException {
        if (!closed) {
            stopped = why;
            unmet = left;
            Warning drift = drift(sentinel);
            if (drift != null) {
                warnings.add(drift);
            }
            written = write();
            closed = true;
        }
        return written == null ? measurement() : written;
    }

    /// Ends the sweep at once, with what there is.
    synchronized void interrupt() throws IOException {
        if (!closed) {
            stopped = "interrupted";
            warnings.add(new Warning.Interrupted());
            written = write();
            closed = true;
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private @Nullable Warning drift(long sentinel) {
        List<Fork> forks = forks(sentinel).forks();
        if (forks.size() < 2) {
            return null;
        }
        List<Double> medians = forks.stream().map(Fork::p50Seconds).toList();
        return Collections.max(medians) > Collections.min(medians) * (1 + DRIFT_LIMIT)
                ? new Warning.Drifted(sentinel, medians)
                : null;
    }

    private BatchResult result(BatchForks forks) {
        return forks.result(profiles, request.placement().provider().toString());
    }

    /// Writes what there is, and returns it.
    synchronized Measurement write() throws IOException {
        Measurement now = measurement();
        Path file = request.result();
        if (file != null) {
            now.write(file);
        }
        return now;
    }

    private Measurement measurement() {
        return new Measurement(
                Measurement.SCHEMA,
                request.identity(),
                environment(),
                request.device(),
                request.placement().provider().toString(),
                request.precision(),
                Measurement.HOST_TO_HOST,
                request.options().values(),
                new Method(
                        request.budget().name(),
                        request.budget().seconds(),
                        usedSeconds(),
                        orders.size(),
                        orders,
                        request.seed(),
                        request.budget().intervalTarget(),
                        WARMUP_TOLERANCE,
                        stopped,
                        unmet,
                        ChildJvm.ARGUMENTS),
                batches.values().stream().filter(b -> !b.isUntouched()).map(this::result).toList(),
                profiles,
                warnings,
                List.of());
    }

    /// The caller's, completed by what is known here.
    private Environment environment() {
        Environment given = request.environment();
        String runtime =
                "ONNX Runtime "
                        + NativeLibraries.version()
                        + " ("
                        + NativeLibraries.flavour().name().toLowerCase(Locale.ROOT)
                        + " build)";
        return new Environment(
                given.cpu(),
                given.gpu(),
                given.driver(),
                given.os(),
                given.hostMemoryBytes(),
                given.runtime() == null ? runtime : given.runtime(),
                given.libraries(),
                given.deviceState(),
                given.jvm() == null
                        ? System.getProperty("java.vm.name")
                                + " "
                                + System.getProperty("java.vm.version")
                        : given.jvm(),
                given.commandLine(),
                given.time(),
                new TreeMap<>(given.unknown()));
    }
}
