package assay.reports.cli;

import assay.analyzer.analysis.Precision;
import assay.benchmark.session.Placement;
import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import assay.reports.suite.SuitePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One model on one provider in one precision under one setting of options.
///
/// @param id its folder, with forward slashes
/// @param name of the model, for the report
/// @param entry of the plan that it comes from
/// @param provider as resolved where it works, else as the plan says
/// @param placement null where the provider does not work here
/// @param whyNotPlaced why it does not; empty where it does
/// @param precision as in the plan
record SuiteCase(
        String id,
        String name,
        Path model,
        SuitePlan.Entry entry,
        String provider,
        @Nullable Placement placement,
        String whyNotPlaced,
        String precision,
        RuntimeOptions options) {

    /// How a case is run, now that the precision of its file is known.
    ///
    /// @param paper precision to estimate in; empty for the file's own
    /// @param estimatedOnly why it is not measured; null where it is
    record Way(RuntimeOptions options, Optional<Precision> paper, @Nullable String estimatedOnly) {}

    /// A float32 file runs as TF32 on CUDA where that is not forbidden; in any other precision than
    /// its own a file does not run at all.
    Way way(Precision own) {
        Precision wanted = Precision.ofLabel(precision).orElse(own);
        boolean cuda = placement != null && placement.provider() instanceof Provider.Cuda;
        boolean chosen = !precision.equals(SuitePlan.OWN);
        if (own == Precision.FP32 && chosen && cuda && wanted == Precision.FP32) {
            return new Way(with("tf32", "false"), Optional.of(wanted), null);
        }
        if (own == Precision.FP32 && cuda && wanted == Precision.TF32) {
            return new Way(with("tf32", "true"), Optional.of(wanted), null);
        }
        if (wanted == own) {
            return new Way(options, Optional.empty(), null);
        }
        return new Way(
                options,
                Optional.of(wanted),
                "the file holds "
                        + own.label()
                        + " and runs in nothing else; list a file in "
                        + wanted.label()
                        + " to measure it");
    }

    private RuntimeOptions with(String key, String value) {
        Map<String, String> values = new TreeMap<>(options.values());
        values.put(key, value);
        return RuntimeOptions.of(values);
    }

    /// The inputs' shapes as `--input` takes them.
    List<String> inputs() {
        return entry.inputs().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
    }

    /// The command that makes this case's card alone.
    String command(Way way, List<Long> batches, MeasureOptions measure) {
        List<String> words = new ArrayList<>(List.of("card", model.toString()));
        if (way.estimatedOnly() != null) {
            words.add("--no-measure");
        }
        words.addAll(List.of("--device", provider));
        way.paper().ifPresent(p -> words.addAll(List.of("--precision", p.label())));
        words.addAll(
                List.of(
                        "--batches",
                        String.join(",", batches.stream().map(String::valueOf).toList())));
        entry.bind().forEach((name, value) -> words.addAll(List.of("--bind", name + "=" + value)));
        inputs().forEach(input -> words.addAll(List.of("--input", input)));
        way.options()
                .values()
                .forEach((key, value) -> words.addAll(List.of("--option", key + "=" + value)));
        words.addAll(measure.budgetWords());
        words.addAll(List.of("--seed", Long.toString(measure.seed)));
        return CommandLines.of(words);
    }
}
