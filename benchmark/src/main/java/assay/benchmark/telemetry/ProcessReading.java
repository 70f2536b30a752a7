package assay.benchmark.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process uses.
///
/// @param residentBytes memory that it holds in RAM, shared pages included
/// @param peakResidentBytes the most it has held so far
/// @param cpuSeconds time that it and its living descendants have computed, accumulated; its
///   resolution is the kernel's, 10 ms on Linux
public record ProcessReading(
        Reading<Long> residentBytes, Reading<Long> peakResidentBytes, Reading<Double> cpuSeconds) {

    /// Reads the process with this id.
    public static ProcessReading of(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (Files.isReadable(status)) {
            try {
                String text = Files.readString(status);
                return new ProcessReading(
                        kibibytes(text, "VmRSS:"),
                        kibibytes(text, "VmHWM:"),
                        ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
            } catch (IOException _) {
                return gone(pid);
            }
        }
        var process =
                pid > Integer.MAX_VALUE
                        ? null
                        : Oshi.info().getOperatingSystem().getProcess((int) pid);
        if (process == null) {
            return gone(pid);
        }
        return new ProcessReading(
                Reading.known(process.getResidentMemory()),
                Reading.missing("this system does not keep a peak per process"),
                cpuSeconds(pid));
    }

    /// What is said where no process is watched.
    static ProcessReading none() {
        return missing("no process is watched");
    }

    static ProcessReading gone(long pid) {
        return missing("process " + pid + " is not running");
    }

    private static ProcessReading missing(String why) {
        return new ProcessReading(Reading.missing(why), Reading.missing(why), Reading.missing(why));
    }

    private static Reading<Long> kibibytes(String status, String key) {
        for (String line : status.lines().toList()) {
            if (line.startsWith(key)) {
                String[] words = line.substring(key.length()).strip().split(" ", -1);
                return Reading.known(Long.parseLong(words[0]) * 1024);
            }
        }
        return Reading.missing("the kernel lists no " + key.replace(":", ""));
    }

    /// User and system time of `/proc/PID/stat`, in hundredths of a second on every Linux.
    ///
    /// @param stat what that file holds
    static Reading<Double> ticks(String stat) {
        // The command's name stands in brackets and may hold blanks: fields count from the last
        // one.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Reading.known((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0);
    }

    /// Processor time of the process alone, cheaper than the whole reading.
    public static Reading<Double> cpuSecondsOf(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return Files.isReadable(stat) ? ticks(Files.readString(stat)) : cpuSeconds(pid);
        } catch (IOException _) {
            return gone(pid).cpuSeconds();
        }
    }

    private static Reading<Double> cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> Reading.known(time.toNanos() / 1e9))
                .orElse(gone(pid).cpuSeconds());
    }
}
