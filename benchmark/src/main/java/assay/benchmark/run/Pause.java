package assay.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time in which the virtual machine stopped its Java threads. A thread inside the runtime goes
/// on, and waits when it returns.
///
/// @param from beginning, on this process's `System.nanoTime`
/// @param to end
/// @param collection whether the heap was collected, else another operation of the machine
record Pause(long from, long to, boolean collection) {

    static final String FILE = "safepoints.log";

    private static final Pattern LINE =
            Pattern.compile("\\[(\\d+)ns\\] Safepoint \"(\\w+)\",.* Total: *(\\d+) ns");

    /// The argument that has a virtual machine log its safepoints to `folder`, each with the
    /// `System.nanoTime` of its end.
    static String logTo(Path folder) {
        return "-Xlog:safepoint=info:file=\"" + folder.resolve(FILE) + "\":timenanos:filecount=0";
    }

    /// The pauses logged in `folder`; none where there is no log.
    static List<Pause> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? parse(Files.readAllLines(file)) : List.of();
    }

    static List<Pause> parse(List<String> lines) {
        List<Pause> pauses = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()) {
                long end = Long.parseLong(matcher.group(1));
                pauses.add(
                        new Pause(
                                end - Long.parseLong(matcher.group(3)),
                                end,
                                matcher.group(2).contains("Collect")));
            }
        }
        return pauses;
    }

    /// Seconds of `pauses` that lie within the timed span.
    static double secondsWithin(List<Pause> pauses, TimedSpan span) {
        long begin = span.fromNanoTime();
        long end = begin + span.toEpochNanos() - span.fromEpochNanos();
        long nanos = 0;
        for (Pause pause : pauses) {
            nanos += Math.max(0, Math.min(pause.to, end) - Math.max(pause.from, begin));
        }
        return nanos * 1e-9;
    }

    boolean overlaps(long start, long nanos) {
        return from < start + nanos && start < to;
    }
}
