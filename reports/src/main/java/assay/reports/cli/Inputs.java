package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.InputRange;
import assay.analyzer.analysis.InputRanges;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ValueType;
import assay.benchmark.run.BatchCase;
import assay.benchmark.session.InputSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to feed a model at each batch size: concrete shapes, and values in the range that the graph
/// allows.
final class Inputs {

    private Inputs() {}

    /// One case for each batch size.
    ///
    /// @throws UsageException when an input has no shape to be fed, with what to do about it
    static List<BatchCase> of(Analysis analysis, List<Long> batches) {
        Map<String, InputRange> ranges = new HashMap<>();
        for (InputRange range : InputRanges.of(analysis.graph())) {
            ranges.put(range.input(), range);
        }
        List<BatchCase> cases = new ArrayList<>();
        for (long batch : batches) {
            Bindings bindings = analysis.at(batch);
            List<InputSpec> inputs = new ArrayList<>();
            for (ValueInfo input : analysis.model().graph().inputs()) {
                inputs.add(spec(input.name(), analysis, bindings, ranges.get(input.name())));
            }
            cases.add(new BatchCase(batch, inputs));
        }
        return cases;
    }

    private static InputSpec spec(
            String name, Analysis analysis, Bindings bindings, @Nullable InputRange range) {
        ValueType type = analysis.graph().type(name).bind(bindings);
        if (!(type instanceof ValueType.TensorType tensor) || !tensor.shape().isRanked()) {
            throw new UsageException(
                    "the input '"
                            + name
                            + "' is "
                            + (type instanceof ValueType.TensorType
                                    ? "of unknown rank; give its shape with --input "
                                            + name
                                            + "=1x3x224x224"
                                    : "no tensor, and only tensors can be fed")
                            + "; --no-measure analyses the model all the same");
        }
        List<Long> shape = new ArrayList<>();
        for (Dim dim : tensor.shape().dims()) {
            if (dim.number().isEmpty()) {
                throw new UsageException(
                        "the input '"
                                + name
                                + "' has an open dimension; give its shape with --input");
            }
            shape.add(dim.number().getAsLong());
        }
        return InputSpec.within(name, tensor.elementType(), shape, range);
    }
}
