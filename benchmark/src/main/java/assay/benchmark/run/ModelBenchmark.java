package assay.benchmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// The one JMH benchmark: a run of a model. JMH gives the process, the windows and the loop; every
/// run is timed by [Meter], since a sampling mode would keep only some.
///
/// JMH's clock of an iteration runs from before its set-up, and the first one sets up the trial: it
/// opens the session and warms up. So a first iteration of the kind that JMH calls warm-up takes
/// that in and is thrown away; the windows that follow have their whole time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class ModelBenchmark {

    /// System property: the folder that holds a folder for each case.
    static final String CASES = "assay.cases";

    /// Name of the case's folder.
    @Param("")
    public String caseId = "";

    private @Nullable ForkBody body;

    private ForkBody body() {
        return Objects.requireNonNull(body, "not opened");
    }

    @Setup(Level.Trial)
    public void open() throws IOException {
        body = ForkBody.open(Path.of(System.getProperty(CASES), caseId));
    }

    @Setup(Level.Iteration)
    public void beginWindow(IterationParams iteration) throws IOException {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            body().beginWindow();
        }
    }

    @Benchmark
    public void run() {
        body().run();
    }

    @TearDown(Level.Iteration)
    public void endWindow(IterationParams iteration) throws IOException {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            body().endWindow();
        } else {
            body().discard();
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        body().close();
    }
}
