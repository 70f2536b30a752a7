package assay.benchmark.run;

import assay.benchmark.measurement.Conditions;
import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.ChildJvm;
import assay.benchmark.telemetry.Interference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs one [ForkPlan] in a process of its own, through JMH.
final class ForkProcess {

    private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d+)");

    /// How the virtual machine and C++ say with their last breath that memory ran out.
    private static final Pattern MEMORY =
            Pattern.compile(
                    "java\\.lang\\.OutOfMemoryError"
                            + "|insufficient memory for the Java Runtime"
                            + "|Could not reserve enough space"
                            + "|std::bad_alloc");

    private final Path cases;
    private final List<String> jvmArguments;
    private final Observer observer;

    /// Prepares to run cases.
    ///
    /// @param cases an empty folder for the plans and what comes of them
    ForkProcess(Path cases, List<String> jvmArguments, Observer observer) {
        this.cases = cases;
        this.observer = observer;
        this.jvmArguments = List.copyOf(jvmArguments);
        // JMH's lock would refuse a second sweep on the machine; foreign load is judged by its
        // effect
        System.setProperty("jmh.ignoreLock", "true");
        // ONNX Runtime 1.29 crashes in a process whose command line exceeds 4 KiB: the class path
        // goes into a jar's manifest.
        System.setProperty("jmh.separateClasspathJAR", "true");
    }

    /// Runs the plan and waits for its end, at most `limit`.
    ForkOutcome run(String caseId, ForkPlan plan, Duration limit) throws IOException {
        Path folder = Files.createDirectory(cases.resolve(caseId));
        Json.write(folder.resolve(ForkPlan.FILE), plan);
        ForkOutput output = new ForkOutput();
        OptionalLong killsBefore = ProcFiles.memoryKills();
        long start = System.nanoTime();
        boolean timedOut;
        Conditions conditions;
        List<Interference> interferences;
        try (Watchdog watchdog = new Watchdog(cases, limit);
                Observer.Watch watch = observer.watch(folder)) {
            new Runner(options(caseId, folder, plan), output).run();
            timedOut = watchdog.fired();
            conditions = watch.conditions();
            interferences = watch.interferences();
        } catch (RunnerException e) {
            throw new IOException("JMH could not run: " + e.getMessage(), e);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (timedOut) {
            return new ForkOutcome.Broken(new Warning.TimedOut(limit.toMillis() * 1e-3), seconds);
        }
        ForkReport report = reported(folder, plan);
        return report == null
                ? new ForkOutcome.Broken(broken(folder, output.lines(), killsBefore), seconds)
                : new ForkOutcome.Measured(
                        report,
                        SortedSamples.of(SampleFile.read(folder.resolve(SampleFile.FILE))),
                        watched(folder, report, conditions, interferences),
                        seconds - report.residentSeconds());
    }

    private Options options(String caseId, Path folder, ForkPlan plan) throws IOException {
        List<String> arguments = new ArrayList<>(jvmArguments);
        arguments.addAll(ChildJvm.paths(folder));
        arguments.add("-D" + ModelBenchmark.CASES + "=" + cases);
        arguments.add(Pause.logTo(folder));
        return new OptionsBuilder()
                .include("^" + Pattern.quote(ModelBenchmark.class.getName() + ".run") + "$")
                .param("caseId", caseId)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.microseconds(1))
                .measurementIterations(plan.windows())
                .measurementTime(TimeValue.microseconds(Math.round(plan.windowSeconds() * 1e6)))
                .syncIterations(false)
                .shouldFailOnError(false)
                .jvmArgs(arguments.toArray(String[]::new))
                .build();
    }

    /// What the process reported, if it came to the end of its plan.
    private static @Nullable ForkReport reported(Path folder, ForkPlan plan) throws IOException {
        Path file = folder.resolve(ForkReport.FILE);
        if (Files.exists(folder.resolve(ForkError.FILE)) || !Files.exists(file)) {
            return null;
        }
        ForkReport report = Json.read(file, ForkReport.class);
        return report.windowP50Seconds().size() == plan.windows() ? report : null;
    }

    private static Watched watched(
            Path folder,
            ForkReport report,
            @Nullable Conditions conditions,
            List<Interference> interferences)
            throws IOException {
        TimedSpan span = Json.read(folder.resolve(TimedSpan.FILE), TimedSpan.class);
        List<Pause> pauses = Pause.read(folder);
        return new Watched(
                conditions,
                OutlierMarks.of(report.slowRuns(), pauses, interferences, span),
                Pause.secondsWithin(pauses, span));
    }

    private static Warning broken(Path folder, List<String> output, OptionalLong killsBefore)
            throws IOException {
        Path error = folder.resolve(ForkError.FILE);
        if (!Files.exists(error)) {
            return death(output, killsBefore);
        }
        ForkError said = Json.read(error, ForkError.class);
        return said.outOfMemory()
                ? new Warning.OutOfMemory(said.message())
                : new Warning.Failed(said.message());
    }

    /// A process that left no word of its own.
    private static Warning death(List<String> output, OptionalLong killsBefore) {
        OptionalLong kills = ProcFiles.memoryKills();
        if (kills.isPresent()
                && killsBefore.isPresent()
                && kills.getAsLong() > killsBefore.getAsLong()) {
            return new Warning.OutOfMemory("the system killed the process for want of memory");
        }
        for (String line : output) {
            if (MEMORY.matcher(line).find()) {
                return new Warning.OutOfMemory(line.strip());
            }
        }
        for (String line : output) {
            Matcher code = EXIT_CODE.matcher(line);
            if (code.find()) {
                return exited(Integer.parseInt(code.group(1)), output);
            }
        }
        return new Warning.Failed("the process ended early; its last words: " + lastWords(output));
    }

    private static Warning exited(int code, List<String> output) {
        return new Warning.Failed(
                code > 128
                        ? "the process was ended by signal " + (code - 128)
                        : "the process ended with code "
                                + code
                                + "; its last words: "
                                + lastWords(output));
    }

    private static String lastWords(List<String> output) {
        List<String> said =
                output.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !isFrame(line) && !line.startsWith("#"))
                        .toList();
        return String.join(" / ", said.subList(Math.max(0, said.size() - 3), said.size()));
    }

    /// Of a stack trace, or of what JMH says around it: neither says anything to a user.
    private static boolean isFrame(String line) {
        return line.startsWith("at ") || line.startsWith("<") || line.startsWith("...");
    }
}
