package assay.analyzer.op;

import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;

/// Decoding loops of `com.microsoft` around a decoder: prompts (0), the longest length (1). Results
/// are filled up to that length.
final class GenerationSearch {

    private static final String LENGTH = "how many tokens are generated depends on data";

    /// `GreedySearch`, `Sampling`: `[B, longest]`; Sampling also its logits `[B, vocabulary]`.
    static final Op GREEDY =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    tokens(Shape.of(node.shape(0).dim(0), Known.integer(node, 1))),
                                    ValueType.tensor(
                                            ElementType.FLOAT32,
                                            Shape.of(node.shape(0).dim(0), vocabulary(node)))),
                    _ -> Cost.unknown(LENGTH));

    /// `BeamSearch`, `WhisperBeamSearch`: beams (3) of which so many (4) are returned: `[B,
    /// returned, longest]` and the scores of each.
    static final Op BEAM =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    tokens(
                                            Shape.of(
                                                    node.shape(0).dim(0),
                                                    Known.integer(node, 4),
                                                    Known.integer(node, 1))),
                                    ValueType.tensor(
                                            node.type(5),
                                            Shape.of(
                                                    node.shape(0).dim(0), Known.integer(node, 4)))),
                    _ -> Cost.unknown(LENGTH));

    private GenerationSearch() {}

    private static ValueType tokens(Shape shape) {
        return ValueType.tensor(ElementType.INT32, shape);
    }

    private static Dim vocabulary(OpContext node) {
        long size = node.attribute("vocab_size", 0L);
        return size > 0 ? Dim.of(size) : Dim.unknown("vocab_size is not given");
    }
}
