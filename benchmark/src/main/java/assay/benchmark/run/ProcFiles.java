package assay.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Numbers that Linux gives in `/proc`. Elsewhere, and where a file is hidden, all are absent.
final class ProcFiles {

    private ProcFiles() {}

    /// Resident memory of this process now, in bytes.
    static OptionalLong residentBytes() {
        return status("VmRSS:");
    }

    /// The largest resident memory that this process had, in bytes.
    static OptionalLong peakResidentBytes() {
        return status("VmHWM:");
    }

    /// Processes that the kernel has killed for want of memory since the machine started, as this
    /// container sees it.
    static OptionalLong memoryKills() {
        OptionalLong own = field(Path.of("/sys/fs/cgroup/memory.events"), "oom_kill");
        return own.isPresent() ? own : field(Path.of("/proc/vmstat"), "oom_kill");
    }

    private static OptionalLong status(String key) {
        OptionalLong kibibytes = field(Path.of("/proc/self/status"), key);
        return kibibytes.isPresent()
                ? OptionalLong.of(kibibytes.getAsLong() * 1024)
                : OptionalLong.empty();
    }

    private static OptionalLong field(Path file, String key) {
        for (String line : lines(file)) {
            if (line.startsWith(key)) {
                String[] words = line.split("\\s+", -1);
                if (words[0].equals(key)) {
                    return OptionalLong.of(Long.parseLong(words[1]));
                }
            }
        }
        return OptionalLong.empty();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
