package assay.benchmark.run;

import assay.benchmark.measurement.Environment;
import assay.benchmark.measurement.ModelIdentity;
import assay.benchmark.session.Placement;
import assay.benchmark.session.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to measure.
///
/// @param model the file
/// @param identity its name and hash, for the record
/// @param placement where it runs, see [Placement#choose]
/// @param device name of that device, for the record
/// @param precision for the record
/// @param options of the runtime
/// @param batches each batch size with its inputs
/// @param fixedBatch the one batch size that the model takes, or null where it takes any
/// @param budget how long
/// @param seed of inputs and orders
/// @param environment for the record
/// @param result where the measurement is written, after every fork; null to write none
public record SweepRequest(
        Path model,
        ModelIdentity identity,
        Placement placement,
        String device,
        String precision,
        RuntimeOptions options,
        List<BatchCase> batches,
        @Nullable Long fixedBatch,
        Budget budget,
        long seed,
        Environment environment,
        @Nullable Path result) {

    /// The same within another budget.
    public SweepRequest within(Budget other) {
        return new SweepRequest(
                model,
                identity,
                placement,
                device,
                precision,
                options,
                batches,
                fixedBatch,
                other,
                seed,
                environment,
                result);
    }

    public SweepRequest {
        batches = List.copyOf(batches);
        if (batches.isEmpty()) {
            throw new IllegalArgumentException("no batch size to measure");
        }
        if (batches.stream().map(BatchCase::batch).distinct().count() != batches.size()) {
            throw new IllegalArgumentException("a batch size is asked for twice");
        }
    }
}
