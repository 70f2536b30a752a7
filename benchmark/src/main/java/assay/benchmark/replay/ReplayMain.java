package assay.benchmark.replay;

import assay.benchmark.measurement.Json;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process that replays: reads its plan, times, writes what it found.
public final class ReplayMain {

    private ReplayMain() {}

    /// Takes the folder of the plan.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ReplayPlan plan = Json.read(folder.resolve(ReplayPlan.FILE), ReplayPlan.class);
        try {
            Json.write(
                    folder.resolve(ReplayPlan.RESULT),
                    Replay.here(
                            Path.of(plan.model()),
                            Provider.parse(plan.provider()),
                            RuntimeOptions.of(plan.options()),
                            plan.batch(),
                            plan.inputs(),
                            plan.kernelSeconds(),
                            plan.budgetSeconds(),
                            folder));
        } catch (BenchmarkException e) {
            Files.writeString(folder.resolve(ReplayPlan.ERROR), String.valueOf(e.getMessage()));
        }
    }
}
