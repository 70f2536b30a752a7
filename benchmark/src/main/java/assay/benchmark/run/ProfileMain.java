package assay.benchmark.run;

import assay.benchmark.measurement.Json;
import assay.benchmark.measurement.NodeMemory;
import assay.benchmark.measurement.ProfileReader;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.ProfiledRuns;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process that takes the runtime's own profile: reads its plan, runs, writes what it saw.
public final class ProfileMain {

    static final String REPORT = "profile-report.json";

    private ProfileMain() {}

    /// Takes the folder of the plan.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ProfilePlan plan = Json.read(folder.resolve(ForkPlan.FILE), ProfilePlan.class);
        try {
            Path trace =
                    ProfiledRuns.recordWithMemory(
                            Path.of(plan.model()),
                            Provider.parse(plan.provider()),
                            RuntimeOptions.of(plan.options()),
                            plan.inputs(),
                            plan.seed(),
                            plan.warmups() - 1 + plan.runs(),
                            folder);
            Json.write(
                    folder.resolve(REPORT),
                    ProfileReader.read(trace, plan.batch(), plan.warmups())
                            .withWorkspace(
                                    NodeMemory.largestScratch(
                                            folder.resolve(ProfiledRuns.MEMORY))));
            Files.delete(trace);
        } catch (BenchmarkException e) {
            Json.write(
                    folder.resolve(ForkError.FILE),
                    new ForkError(
                            e.kind() == BenchmarkException.Kind.OUT_OF_MEMORY,
                            String.valueOf(e.getMessage())));
        }
    }
}
