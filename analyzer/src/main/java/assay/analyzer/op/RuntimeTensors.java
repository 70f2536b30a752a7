package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.cost.Cost;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Operators of `com.microsoft` that cut, look up and compare tensors.
final class RuntimeTensors {

    private static final String AGREEING = "how many tokens agree depends on data";

    /// `CDist`: rows `[M, F]` against rows `[K, F]`: difference, square and sum of each pair's
    /// elements.
    static final Op DISTANCES =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    Shape.of(node.shape(0).dim(0), node.shape(1).dim(0))),
                    node ->
                            Traffic.stream(
                                    node,
                                    node.output(0)
                                            .shape()
                                            .elements()
                                            .times(node.shape(0).dim(1))
                                            .times(3)));

    /// `TorchEmbedding`: the rows of a table that the indices name.
    static final Op EMBEDDING =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(0),
                                    node.shape(1).isRanked()
                                            ? Slices.with(
                                                    node.shape(1),
                                                    node.shape(1).rank(),
                                                    node.shape(0).dim(1))
                                            : node.shape(1)),
                    Traffic::part);

    /// `UnfoldTensor`: windows of `size` along `dim`, one every `step`, on a new last axis.
    static final Op UNFOLD = new Rule(RuntimeTensors::unfolded, Work.moving());

    /// `GatherBlockQuantized`: Gather from a table of packed numbers, scaled on the way and, where
    /// they are integers, shifted. Of the table, its scales and zero points the gathered slices are
    /// read.
    static final Op GATHER_QUANTIZED =
            new Rule(RuntimeTensors::gathered, RuntimeTensors::gathering);

    /// `MurmurHash3`: a hash of each element. Each 4 bytes take 7 operations (two products and a
    /// rotation, an exclusive or, a rotation, a product, an addition), the end takes 9; how long a
    /// string is depends on data.
    static final Op HASH =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.attribute("positive", 1L) == 1
                                            ? ElementType.UINT32
                                            : ElementType.INT32,
                                    node.shape(0)),
                    RuntimeTensors::hashing);

    /// `Unique` of a vector: the different elements, the place of each, how often it occurs.
    static final Op UNIQUE =
            new Rule(
                    node -> {
                        Shape kept =
                                Shape.of(Dim.unknown("how many are different depends on data"));
                        return Outputs.of(
                                node,
                                ValueType.tensor(node.type(0), kept),
                                ValueType.tensor(ElementType.INT64, node.shape(0)),
                                ValueType.tensor(ElementType.INT64, kept));
                    },
                    Work.perInput(1).modelled("one look-up counted for each element"));

    /// `Tokenizer`: strings `[..., n]` to tokens on a new last axis.
    static final Op TOKENIZER =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ElementType.STRING,
                                    node.shape(0).isRanked()
                                            ? Slices.with(
                                                    node.shape(0),
                                                    node.shape(0).rank(),
                                                    Dim.unknown(
                                                            "the number of tokens depends on data"))
                                            : node.shape(0)),
                    Strings.moving());

    /// `IsAllFinite`: one test an element of all inputs, one answer.
    static final Op ALL_FINITE =
            new Rule(
                    Types.always(ElementType.BOOL, Shape.scalar()),
                    node -> {
                        List<Dim> elements = new ArrayList<>();
                        for (int i = 0; i < node.inputCount(); i++) {
                            elements.add(node.shape(i).elements());
                        }
                        return Traffic.stream(node, Dim.sum(elements));
                    });

    /// `BitmaskDropout`, `BitmaskBiasDropout`: a mask of one bit an element, 32 to a number.
    static final Op BITMASK_DROPOUT =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.input(0),
                                    ValueType.tensor(
                                            ElementType.UINT32,
                                            Shape.of(
                                                    node.shape(0).elements().ceilDiv(Dim.of(32))))),
                    Work.perOutput(1));

    /// `DynamicTimeWarping` of costs `[M, N]`: a path of pairs.
    static final Op WARPING =
            new Rule(
                    Types.always(
                            ElementType.INT32,
                            Shape.of(Dim.of(2), Dim.unknown("the path's length depends on data"))),
                    node -> Traffic.stream(node, node.shape(0).elements().times(3)));

    /// `BifurcationDetector`: tokens with those predicted (input 3) behind them, and where the next
    /// search begins.
    static final Op BIFURCATION =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    ValueType.tensor(
                                            ElementType.INT64,
                                            node.hasInput(3)
                                                    ? Shape.of(Dim.unknown(AGREEING))
                                                    : node.shape(1)),
                                    ValueType.tensor(ElementType.INT64, Shape.scalar())),
                    RuntimeTensors::searching);

    /// `WordConvEmbedding`: characters `[words, length]`, filters `[F, 1, window, width]`, a table
    /// `[alphabet, width]`; the largest of a convolution over each word: `[words, F]`.
    static final Op WORD_EMBEDDING =
            new Rule(
                    node ->
                            Outputs.of(
                                    node,
                                    node.type(1),
                                    Shape.of(node.shape(0).dim(0), node.shape(1).dim(0))),
                    node -> {
                        Dim windows = node.shape(0).dim(1).minus(node.shape(1).dim(2)).plus(1);
                        Dim places = node.shape(0).dim(0).times(windows);
                        return Traffic.matrix(
                                        node,
                                        places.times(node.shape(1).elements()),
                                        places.times(node.shape(1).dim(0)).times(3))
                                .less(Confidence.MODELLED, "every word counted at full length");
                    });

    private RuntimeTensors() {}

    /// A compare for each source token and size of n-gram, and one for each predicted token.
    private static Cost searching(OpContext node) {
        long least = node.attribute("min_ngram_size", 1L);
        long sizes = Math.max(1, node.attribute("max_ngram_size", 3L) - least + 1);
        Dim predicted = node.hasInput(3) ? node.shape(3).elements() : Dim.of(0);
        Dim most = node.shape(1).elements().plus(predicted);
        return Cost.exact(
                        Dim.of(0),
                        node.shape(0).elements().times(sizes).plus(predicted),
                        node.inputBytes(),
                        most.plus(1).times(Long.BYTES))
                .less(Confidence.MODELLED, AGREEING + "; all predicted ones kept");
    }

    private static List<ValueType> unfolded(OpContext node) {
        Shape data = node.shape(0);
        long axis = node.attribute("dim", -1L);
        Dim size = AttentionCore.attribute(node, "size");
        Dim step = Dim.of(Math.max(1, node.attribute("step", 1L)));
        Dim windows = Slices.dim(data, axis).minus(size).floorDiv(step).plus(1);
        Shape cut = Slices.resized(data, axis, windows);
        return Outputs.of(
                node, node.type(0), cut.isRanked() ? Slices.with(cut, cut.rank(), size) : cut);
    }

    private static List<ValueType> gathered(OpContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        int axis = Slices.axis(node.attribute("gather_axis", 0L), data.rank());
        if (!data.isRanked() || !indices.isRanked() || axis < 0) {
            return Outputs.of(
                    node, node.type(2), Shape.unranked("neither table nor axis is known"));
        }
        List<Dim> dims = new ArrayList<>(data.dims());
        long bits = node.attribute("bits", 4L);
        if (node.type(0) == ElementType.UINT8 && bits > 0 && bits < 8) {
            dims.set(dims.size() - 1, data.dim(-1).times(8 / bits));
        }
        dims.remove(axis);
        dims.addAll(axis, indices.dims());
        return Outputs.of(node, node.type(2), Shape.of(dims));
    }

    private static Cost gathering(OpContext node) {
        long axis = node.attribute("gather_axis", 0L);
        Dim count = node.shape(1).elements();
        Dim read = node.input(1).bytes();
        for (int table : List.of(0, 2, 3)) {
            // one scale may serve the whole axis
            boolean shared = Slices.dim(node.shape(table), axis).is(1);
            read = read.plus(Traffic.slices(node, table, axis, shared ? Dim.of(1) : count));
        }
        return Cost.exact(
                Dim.of(0),
                node.output(0).shape().elements().times(node.type(0).isFloat() ? 1 : 2),
                read,
                node.outputBytes());
    }

    private static Cost hashing(OpContext node) {
        int bits = node.type(0).bits();
        return bits == 0
                ? Cost.unknown("the work of a hash depends on its input's length")
                : Work.perInput(7L * bits / 32 + 9).of(node);
    }
}
