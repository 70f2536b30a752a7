package assay.benchmark.session;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.InputRange;
import assay.analyzer.analysis.InputRanges;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Node;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.ValueType;
import assay.benchmark.session.BenchmarkException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The type and shape that the analysis gives a value, held against what ONNX Runtime makes of it.
///
/// @param value name of an output of a node of the main graph
/// @param operator operator of that node
/// @param paper what the analysis says, with numbers for all symbols
/// @param run what one run of the model gave
public record TypeComparison(String value, String operator, ValueType paper, ValueType run) {

    /// How the two stand to each other.
    public enum Verdict {
        /// Element type, rank and every dim are known and the same.
        EXACT,
        /// What the analysis knows is right, and something it does not know.
        UNKNOWN,
        /// The analysis says something that is not so.
        WRONG
    }

    /// Runs the model once on the CPU with every output of every node of its main graph exposed and
    /// nothing optimised, and compares each with the analysis at `bindings`. Inputs are drawn from
    /// `seed`, within the ranges that the graph allows.
    ///
    /// @throws BenchmarkException where an input cannot be fed or the run fails
    public static List<TypeComparison> of(
            Path model, Analysis analysis, Bindings bindings, long seed, Path folder) {
        Map<String, Node> made = new LinkedHashMap<>();
        for (Node node : analysis.model().graph().nodes()) {
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    made.put(output, node);
                }
            }
        }
        Set<String> hidden = new HashSet<>(made.keySet());
        for (ValueInfo output : analysis.model().graph().outputs()) {
            hidden.remove(output.name());
        }
        Map<String, ValueType> run =
                ExposedRun.types(model, hidden, inputs(analysis, bindings), seed, folder);
        List<TypeComparison> comparisons = new ArrayList<>();
        made.forEach((value, node) -> {
            ValueType actual = run.get(value);
            if (actual != null) {
                comparisons.add(
                        new TypeComparison(
                                value,
                                node.qualifiedOperator(),
                                analysis.graph().type(value).bind(bindings),
                                actual));
            }
        });
        return comparisons;
    }

    /// True when the model keeps weights in other files, so that a copy of it must lie beside it.
    public static boolean needsItsFolder(Analysis analysis) {
        return analysis.model().graph().initializers().values().stream()
                .anyMatch(weight -> weight.data() instanceof Initializer.Data.External);
    }

    private static List<InputSpec> inputs(Analysis analysis, Bindings bindings) {
        Map<String, InputRange> ranges = new HashMap<>();
        for (InputRange range : InputRanges.of(analysis.graph())) {
            ranges.put(range.input(), range);
        }
        List<InputSpec> specs = new ArrayList<>();
        for (ValueInfo input : analysis.model().graph().inputs()) {
            ValueType type = analysis.graph().type(input.name()).bind(bindings);
            List<Long> shape = new ArrayList<>();
            for (Dim dim : type.shape().dims()) {
                dim.number().ifPresent(shape::add);
            }
            if (!(type instanceof ValueType.TensorType) || shape.size() != type.shape().rank()) {
                throw new BenchmarkException(
                        Kind.FAILED,
                        "the input '" + input.name() + "' is " + type + " and cannot be fed");
            }
            specs.add(
                    InputSpec.within(
                            input.name(), type.elementType(), shape, ranges.get(input.name())));
        }
        return specs;
    }

    /// How `paper` stands to `run`. Of a sequence only the element type is compared.
    public Verdict verdict() {
        if (paper instanceof ValueType.UnknownType || run instanceof ValueType.UnknownType) {
            return Verdict.UNKNOWN;
        }
        if (!paper.getClass().equals(run.getClass()) && !isPresentOptional()) {
            return Verdict.WRONG;
        }
        if (run.elementType() != ElementType.UNDEFINED
                && paper.elementType() != ElementType.UNDEFINED
                && paper.elementType() != run.elementType()) {
            return Verdict.WRONG;
        }
        boolean known = paper.elementType() != ElementType.UNDEFINED;
        return run instanceof ValueType.TensorType
                ? dims(known)
                : known ? Verdict.EXACT : Verdict.UNKNOWN;
    }

    private boolean isPresentOptional() {
        return paper instanceof ValueType.OptionalType;
    }

    private Verdict dims(boolean typeKnown) {
        if (!paper.shape().isRanked()) {
            return Verdict.UNKNOWN;
        }
        if (paper.shape().rank() != run.shape().rank()) {
            return Verdict.WRONG;
        }
        Verdict verdict = typeKnown ? Verdict.EXACT : Verdict.UNKNOWN;
        for (int axis = 0; axis < run.shape().rank(); axis++) {
            Dim dim = paper.shape().dim(axis);
            if (dim.isKnown() && !dim.equals(run.shape().dim(axis))) {
                return Verdict.WRONG;
            }
            verdict = dim.isKnown() ? verdict : Verdict.UNKNOWN;
        }
        return verdict;
    }
}
