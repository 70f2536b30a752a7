package assay.benchmark.run;

import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.NativeLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Takes the runtime's own profile in a process of its own.
final class ProfileProcess {

    /// The profile, or why there is none.
    sealed interface Outcome {

        record Taken(RuntimeProfile profile) implements Outcome {}

        record Missing(Warning.NoProfile warning) implements Outcome {}
    }

    private ProfileProcess() {}

    static Outcome run(Path cases, String caseId, ProfilePlan plan, Duration limit)
            throws IOException {
        Path folder = Files.createDirectory(cases.resolve(caseId));
        Json.write(folder.resolve(ForkPlan.FILE), plan);
        Path said = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command(cases, folder))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        // In the environment: ONNX Runtime 1.29 crashes where the command line exceeds 4 KiB.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        boolean ended;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while profiling", e);
        }
        if (!ended) {
            process.destroyForcibly();
            return missing("it took longer than " + limit.toSeconds() + " s");
        }
        if (Files.exists(folder.resolve(ProfileMain.REPORT))) {
            return new Outcome.Taken(
                    Json.read(folder.resolve(ProfileMain.REPORT), RuntimeProfile.class));
        }
        if (Files.exists(folder.resolve(ForkError.FILE))) {
            return missing(Json.read(folder.resolve(ForkError.FILE), ForkError.class).message());
        }
        return missing(
                "the process ended with code "
                        + process.exitValue()
                        + ": "
                        + Files.readString(said).lines().findFirst().orElse("no word"));
    }

    private static Outcome missing(String why) {
        return new Outcome.Missing(new Warning.NoProfile(why));
    }

    private static List<String> command(Path cases, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ForkProcess.JVM_ARGUMENTS);
        command.add("-D" + NativeLibraries.PATH_PROPERTY + "=" + NativeLibraries.folder());
        command.add("-D" + ModelBenchmark.CASES + "=" + cases);
        command.add(ProfileMain.class.getName());
        command.add(folder.toString());
        return command;
    }
}
