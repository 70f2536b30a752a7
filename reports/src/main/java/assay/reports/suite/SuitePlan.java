package assay.reports.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a suite is to weigh: every model on every provider in every precision under every
/// combination of options.
///
/// @param file that says so
/// @param providers `auto`, `cpu`, `cuda`, `cuda:i`
/// @param precisions labels, or [#OWN]
/// @param options values by key of the runtime's options
/// @param optionsLine where they stand
/// @param seed of inputs, orders and built-in weights
public record SuitePlan(
        Path file,
        List<Entry> models,
        List<String> providers,
        List<String> precisions,
        Map<String, List<String>> options,
        int optionsLine,
        long seed) {

    /// The precision that the model's file is in.
    public static final String OWN = "own";

    public SuitePlan {
        models = List.copyOf(models);
        providers = List.copyOf(providers);
        precisions = List.copyOf(precisions);
        options = new LinkedHashMap<>(options);
    }

    /// One model, or a folder of them.
    ///
    /// @param model a path, relative to the plan's folder, or the name of a built-in model
    /// @param line where it stands in the plan
    /// @param name for the report; null for the file's
    /// @param batches sizes; empty for the usual ones
    /// @param bind numbers of symbolic dimensions
    /// @param inputs shapes of inputs, as `1x3x224x224`
    /// @param budget time to measure each case, as `60s`; null for the usual one
    public record Entry(
            String model,
            int line,
            @Nullable String name,
            List<Long> batches,
            Map<String, Long> bind,
            Map<String, String> inputs,
            @Nullable String budget) {

        public Entry {
            batches = List.copyOf(batches);
            bind = new LinkedHashMap<>(bind);
            inputs = new LinkedHashMap<>(inputs);
        }
    }

    /// Reads a plan.
    ///
    /// @throws PlanException if it cannot be followed: one sentence with line and key
    /// @throws IOException if it cannot be read
    public static SuitePlan read(Path file) throws IOException {
        return new PlanReader(file).plan(YamlFile.read(file));
    }
}
