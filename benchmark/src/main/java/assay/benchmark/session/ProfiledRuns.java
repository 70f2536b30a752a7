package assay.benchmark.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs a model under ONNX Runtime's own profiler, apart from all timing.
public final class ProfiledRuns {

    /// Where in the folder the runtime leaves its table of memory by node.
    public static final String MEMORY = "memory.csv";

    private ProfiledRuns() {}

    /// Makes `runs` runs, the one that shapes the outputs not counted, and returns the file that
    /// the profiler wrote into `folder`; beside it lies the table of [#MEMORY].
    ///
    /// @throws BenchmarkException if the model cannot be opened or run
    public static Path recordWithMemory(
            Path model,
            Provider provider,
            RuntimeOptions options,
            List<InputSpec> inputs,
            long seed,
            int runs,
            Path folder) {
        Map<String, String> all = new TreeMap<>(options.values());
        all.put("ort:session.collect_node_memory_stats_to_file", folder.resolve(MEMORY).toString());
        return record(model, provider, RuntimeOptions.of(all), inputs, seed, runs, folder);
    }

    /// As [#recordWithMemory], without that table, whose making takes time within each node.
    public static Path record(
            Path model,
            Provider provider,
            RuntimeOptions options,
            List<InputSpec> inputs,
            long seed,
            int runs,
            Path folder) {
        try (ModelSession session =
                ModelSession.openProfiled(model, provider, options, folder.resolve("profile"))) {
            try (BoundRun run = session.bind(inputs, seed)) {
                for (int i = 0; i < runs; i++) {
                    run.run();
                }
            }
            return session.endProfiling();
        }
    }
}
