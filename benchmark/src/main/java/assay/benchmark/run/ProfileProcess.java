package assay.benchmark.run;

import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.RuntimeProfile;
import assay.benchmark.measurement.Warning;
import assay.benchmark.session.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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
        String why =
                ChildJvm.run(
                        ProfileMain.class,
                        folder,
                        List.of("-D" + ModelBenchmark.CASES + "=" + cases),
                        limit);
        if (Files.exists(folder.resolve(ProfileMain.REPORT))) {
            return new Outcome.Taken(
                    Json.read(folder.resolve(ProfileMain.REPORT), RuntimeProfile.class));
        }
        if (Files.exists(folder.resolve(ForkError.FILE))) {
            return missing(Json.read(folder.resolve(ForkError.FILE), ForkError.class).message());
        }
        return missing(why == null ? "it left no report" : why);
    }

    private static Outcome missing(String why) {
        return new Outcome.Missing(new Warning.NoProfile(why));
    }
}
