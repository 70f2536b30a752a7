package assay.benchmark.measurement;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the memory of a batch size went, as far as it can be told apart: the largest of all forks.
/// What cannot be told is null, and `unknown` says why.
///
/// @param sessionResidentBytes by how much the process grew while the session was opened: weights,
///   also those repacked for kernels, and the runtime itself; on the host
/// @param weightBytes in use in the arena before the first run
/// @param runBytes most in use in the arena while running, less what was in use before: activations
///   and workspace
/// @param workspaceBytes largest scratch memory of any one kernel, from the profile of this batch
/// @param activationBytes `runBytes` less that: values between nodes where the two peaks coincide,
///   else a bound from below
/// @param arenaPeakBytes most in use in the arena
/// @param arenaHeldBytes taken by the arena from the device or the system
public record Memory(
        @Nullable Long sessionResidentBytes,
        @Nullable Long weightBytes,
        @Nullable Long runBytes,
        @Nullable Long workspaceBytes,
        @Nullable Long activationBytes,
        @Nullable Long arenaPeakBytes,
        @Nullable Long arenaHeldBytes,
        SortedMap<String, String> unknown) {

    public Memory {
        unknown = new TreeMap<>(unknown);
    }
}
