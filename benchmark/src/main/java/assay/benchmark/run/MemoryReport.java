package assay.benchmark.run;

import assay.benchmark.measurement.Memory;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.session.ArenaUse;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a measuring process saw of its memory.
///
/// @param sessionResidentBytes growth of resident memory while the session was opened
/// @param opened the arena before the first run
/// @param run the arena after the host-to-host windows
record MemoryReport(
        @Nullable Long sessionResidentBytes, @Nullable ArenaUse opened, @Nullable ArenaUse run) {

    /// The largest figures of all forks.
    static Memory of(List<MemoryReport> forks, String provider, @Nullable RuntimeProfile profile) {
        SortedMap<String, String> unknown = new TreeMap<>();
        String noArena = "the session uses no arena";
        boolean host = provider.equals("cpu");
        Long weights = host ? null : most(forks, fork -> inUse(fork.opened));
        if (weights == null) {
            unknown.put("weightBytes", host ? "the CPU provider keeps weights apart" : noArena);
        }
        Long peak = most(forks, fork -> fork.run == null ? null : fork.run.peakBytes());
        if (peak == null) {
            unknown.put("runBytes", noArena);
            unknown.put("arenaPeakBytes", noArena);
            unknown.put("arenaHeldBytes", noArena);
        }
        Long session = most(forks, MemoryReport::sessionResidentBytes);
        if (session == null) {
            unknown.put("sessionResidentBytes", "the system does not tell resident memory");
        }
        Long run = most(forks, MemoryReport::runBytes);
        Long workspace = profile == null ? null : profile.workspaceBytes();
        if (workspace == null) {
            unknown.put(
                    "workspaceBytes",
                    profile == null
                            ? "this batch size was not profiled"
                            : "the runtime kept no table of memory by node");
        }
        if (run == null || workspace == null) {
            unknown.put("activationBytes", run == null ? noArena : "the workspace is not known");
        }
        return new Memory(
                session,
                weights,
                run,
                workspace,
                run == null || workspace == null
                        ? null
                        : Long.valueOf(Math.max(0, run - workspace)),
                peak,
                most(forks, fork -> fork.run == null ? null : fork.run.heldBytes()),
                unknown);
    }

    private @Nullable Long runBytes() {
        return run == null ? null : run.peakBytes() - (opened == null ? 0 : opened.inUseBytes());
    }

    private static @Nullable Long inUse(@Nullable ArenaUse arena) {
        return arena == null ? null : Long.valueOf(arena.inUseBytes());
    }

    private static @Nullable Long most(
            List<MemoryReport> forks, Function<MemoryReport, @Nullable Long> figure) {
        Long most = null;
        for (MemoryReport fork : forks) {
            Long bytes = figure.apply(fork);
            if (bytes != null && (most == null || bytes > most)) {
                most = bytes;
            }
        }
        return most;
    }
}
