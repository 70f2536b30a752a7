package assay.benchmark.run;

import assay.benchmark.session.InputSpec;
import java.util.List;

/// One batch size and the inputs that make it.
///
/// @param batch samples fed at once
/// @param inputs every input of the model, shapes concrete for this batch
public record BatchCase(long batch, List<InputSpec> inputs) {

    public BatchCase {
        inputs = List.copyOf(inputs);
        if (batch < 1) {
            throw new IllegalArgumentException("batch size " + batch);
        }
    }
}
