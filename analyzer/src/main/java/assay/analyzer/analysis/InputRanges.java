package assay.analyzer.analysis;

import assay.analyzer.analysis.InputRange.Source;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Graph;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// For each graph input the values that the graph allows, found by following the input through
/// copies and casts to what reads it: the table that a Gather indexes, the comparison or the
/// arithmetic of a mask, a length.
public final class InputRanges {

    /// Operators that hand the values on, at most reordered or repeated.
    private static final Set<String> COPIES =
            Set.of(
                    "Cast",
                    "Unsqueeze",
                    "Squeeze",
                    "Reshape",
                    "Identity",
                    "Expand",
                    "Slice",
                    "Transpose",
                    "Flatten",
                    "Tile",
                    "Split",
                    "Gather",
                    "GatherND",
                    "Concat",
                    "Pad");

    private static final Set<String> SIZES =
            Set.of("Range", "Expand", "Reshape", "ConstantOfShape", "Tile", "Slice", "TopK");
    private static final Set<String> MASKING =
            Set.of("Sub", "Equal", "Where", "Mul", "And", "Not", "Greater", "CumSum", "ReduceSum");
    private static final int MOST_VISITED = 10_000;

    private static final long SAMPLE_RATE = 16_000;

    private final Links links;

    private InputRanges(Links links) {
        this.links = links;
    }

    /// One range for each tensor input of the graph, in order.
    public static List<InputRange> of(TypedGraph graph) {
        InputRanges ranges = new InputRanges(Links.of(graph));
        List<InputRange> found = new ArrayList<>();
        for (Graph.ValueInfo input : graph.graph().inputs()) {
            found.add(ranges.range(input.name()));
        }
        return found;
    }

    private InputRange range(String input) {
        ElementType type = links.type(input).elementType();
        if (type.isBoolean()) {
            return new InputRange(input, type, 0, 1, Source.MASK, "booleans");
        }
        if (!type.isInteger()) {
            return InputRange.normal(input, type);
        }
        long table = Long.MAX_VALUE;
        String by = "";
        boolean size = false;
        boolean masks = false;
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(input));
        while (!open.isEmpty() && seen.size() < MOST_VISITED) {
            String value = open.pop();
            if (!seen.add(value)) {
                continue;
            }
            for (int reader : links.consumers(value)) {
                long rows = rowsIndexed(reader, value);
                if (rows < table) {
                    table = rows;
                    by = links.node(reader).node().name();
                }
                size |= isSize(reader, value);
                masks |= links.is(reader, MASKING);
                if (copies(reader, value)) {
                    open.addAll(links.node(reader).node().outputs());
                }
            }
        }
        if (table < Long.MAX_VALUE) {
            return new InputRange(
                    input,
                    type,
                    0,
                    Math.max(0, table - 1),
                    Source.INDEX,
                    "indexes the " + table + " rows that '" + by + "' reads");
        }
        return unindexed(input, type, size, masks);
    }

    private InputRange unindexed(String input, ElementType type, boolean size, boolean masks) {
        ValueType declared = links.type(input);
        if (size) {
            return new InputRange(input, type, 1, 1, Source.SIZE, "is used as a size");
        }
        boolean single = declared.shape().rank() == 0 || declared.shape().elements().is(1);
        long rate = comparedRate(input);
        if (single && rate > 0) {
            return new InputRange(
                    input, type, rate, rate, Source.SAMPLE_RATE, "is compared with " + rate);
        }
        if (single && input.equals("sr")) {
            return new InputRange(
                    input,
                    type,
                    SAMPLE_RATE,
                    SAMPLE_RATE,
                    Source.SAMPLE_RATE,
                    "a sample rate by its name");
        }
        return masks
                ? new InputRange(input, type, 1, 1, Source.MASK, "masks: all ones hide nothing")
                : new InputRange(input, type, 0, 1, Source.FREE, "nothing limits it");
    }

    /// Rows of the table that the node indexes with the value; the largest long where it indexes
    /// none of a known size.
    private long rowsIndexed(int node, String value) {
        boolean gather = links.is(node, Set.of("Gather", "GatherElements"));
        if (gather && links.input(node, 1).equals(value) && !links.input(node, 0).equals(value)) {
            long axis =
                    links.node(node).node().attributes().get("axis")
                                    instanceof Attribute.Int(long given)
                            ? given
                            : 0;
            Dim rows = links.type(links.input(node, 0)).shape().dim((int) axis);
            return rows.number().orElse(Long.MAX_VALUE);
        }
        if (links.is(node, "OneHot") && links.input(node, 0).equals(value)) {
            double depth = links.scalar(links.input(node, 1)).orElse(Double.MAX_VALUE);
            return depth < Long.MAX_VALUE ? (long) depth : Long.MAX_VALUE;
        }
        if (links.is(node, "com.microsoft.EmbedLayerNormalization")) {
            List<String> inputs = links.node(node).node().inputs();
            int at = inputs.indexOf(value);
            int table = at == 0 ? 2 : at == 1 ? 4 : at == 8 ? 3 : -1;
            return table < 0 || table >= inputs.size()
                    ? Long.MAX_VALUE
                    : links.type(inputs.get(table)).shape().dim(0).number().orElse(Long.MAX_VALUE);
        }
        return Long.MAX_VALUE;
    }

    private boolean isSize(int node, String value) {
        if (!links.is(node, SIZES)) {
            return false;
        }
        return links.is(node, Set.of("ConstantOfShape", "Range"))
                || !links.input(node, 0).equals(value);
    }

    private boolean copies(int node, String value) {
        return links.is(node, COPIES)
                && (links.input(node, 0).equals(value) || links.is(node, "Concat"));
    }

    /// A number of 1,000 or more that the input is compared with, as models that take sound do with
    /// the sample rate; the largest up to 16 kHz; 0 where there is none.
    private long comparedRate(String input) {
        long rate = 0;
        for (int reader : links.consumers(input)) {
            if (!links.is(reader, "Equal")) {
                continue;
            }
            String other = links.other(reader, input);
            if (links.graph().values().get(other)
                            instanceof TensorValue.Integers(var _, var _, var dims)
                    && dims.size() == 1) {
                long number = dims.getFirst().number().orElse(0);
                if (number >= 1000 && number <= SAMPLE_RATE) {
                    rate = Math.max(rate, number);
                }
            }
        }
        return rate;
    }
}
