package assay.analyzer.op;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.tensor.ValueType.MapType;
import assay.analyzer.tensor.ValueType.SequenceType;
import java.util.ArrayList;
import java.util.List;

/// Operators of `ai.onnx.ml` that prepare features and name results.
final class MlFeatures {

    private static final String LOOKUP = "one operation counted for each look-up";

    static final Op ARRAY_EXTRACTOR = new Rule(MlFeatures::extracted, Traffic::part);
    static final Op BINARIZER = new Rule(Types.sameAs(0), Work.perOutput(1));
    static final Op CAST_MAP = new Rule(MlFeatures::castMap, Strings.moving());
    static final Op CATEGORY_MAPPER = new Rule(MlFeatures::mapped, look());
    static final Op DICT_VECTORIZER = new Rule(MlFeatures::vectorized, Strings.moving());
    static final Op FEATURE_VECTORIZER = new Rule(MlFeatures::joined, Work.moving());

    /// A comparison and a choice.
    static final Op IMPUTER = new Rule(Types.sameAs(0), Work.perOutput(1));

    static final Op LABEL_ENCODER = new Rule(MlFeatures::encoded, look());

    /// Sum of squares, root and quotient; the other norms do no more.
    static final Op NORMALIZER =
            new Rule(Types.likeWith(0, ElementType.FLOAT32), Work.perOutput(3));

    static final Op ONE_HOT_ENCODER = new Rule(MlFeatures::oneHot, look());

    /// A difference and a product.
    static final Op SCALER = new Rule(Types.likeWith(0, ElementType.FLOAT32), Work.perOutput(2));

    static final Op ZIP_MAP = new Rule(MlFeatures::zipped, Work.none());

    private MlFeatures() {}

    private static Work look() {
        return Work.perInput(1).modelled(LOOKUP);
    }

    private static List<ValueType> extracted(OpContext node) {
        Shape data = node.shape(0);
        Dim count = node.shape(1).elements();
        Shape shape =
                data.rank() == 1
                        ? Shape.of(Dim.of(1), count)
                        : data.rank() < 1 ? data : Slices.resized(data, -1, count);
        return Outputs.of(node, ValueType.tensor(node.type(0), shape));
    }

    private static List<ValueType> castMap(OpContext node) {
        ElementType type =
                switch (node.attribute("cast_to", "TO_FLOAT")) {
                    case "TO_FLOAT" -> ElementType.FLOAT32;
                    case "TO_STRING" -> ElementType.STRING;
                    case "TO_INT64" -> ElementType.INT64;
                    default -> ElementType.UNDEFINED;
                };
        Dim length =
                node.attribute("map_form", "DENSE").equals("SPARSE")
                        ? Dim.of(Math.max(0, node.attribute("max_map", 1L)))
                        : Dim.unknown("a map's size depends on data");
        return Outputs.of(node, ValueType.tensor(type, Shape.of(Dim.of(1), length)));
    }

    private static List<ValueType> mapped(OpContext node) {
        return Outputs.of(node, ValueType.tensor(opposite(node.type(0)), node.shape(0)));
    }

    private static ElementType opposite(ElementType type) {
        return switch (type) {
            case STRING -> ElementType.INT64;
            case INT64 -> ElementType.STRING;
            default -> ElementType.UNDEFINED;
        };
    }

    /// One row or none: implementations differ in the rank.
    private static List<ValueType> vectorized(OpContext node) {
        return Outputs.of(
                node,
                ValueType.tensor(node.type(0), Shape.unranked("a vector or a matrix of one row")));
    }

    /// `[N, sum of widths]`; a vector counts as one row.
    private static List<ValueType> joined(OpContext node) {
        List<Dim> widths = new ArrayList<>();
        Dim rows = Dim.unknown("there is no input");
        for (int i = node.inputCount() - 1; i >= 0; i--) {
            Shape shape = node.shape(i);
            rows = shape.rank() == 1 ? Dim.of(1) : shape.dim(0);
            widths.add(shape.rank() == 1 ? shape.dim(0) : shape.dim(1));
        }
        Dim width = Dim.sum(widths);
        List<Long> given = node.attributeInts("inputdimensions").orElse(List.of());
        if (given.size() == node.inputCount()) {
            List<Dim> declared = new ArrayList<>();
            given.forEach(size -> declared.add(Dim.of(size)));
            Dim sum = Dim.sum(declared);
            width = width.isUnknown() || width.equals(sum) ? sum : Dim.unknown("sizes differ");
        }
        return Outputs.of(node, ValueType.tensor(ElementType.FLOAT32, Shape.of(rows, width)));
    }

    private static List<ValueType> encoded(OpContext node) {
        ElementType type;
        if (node.hasAttribute("classes_strings")) {
            type = opposite(node.type(0));
        } else if (node.hasAttribute("values_strings")) {
            type = ElementType.STRING;
        } else if (node.hasAttribute("values_int64s")) {
            type = ElementType.INT64;
        } else if (node.hasAttribute("values_floats")) {
            type = ElementType.FLOAT32;
        } else {
            type =
                    node.node().attributes().get("values_tensor")
                                    instanceof Attribute.Tensor(var tensor)
                            ? tensor.type()
                            : ElementType.UNDEFINED;
        }
        return Outputs.of(node, ValueType.tensor(type, node.shape(0)));
    }

    private static List<ValueType> oneHot(OpContext node) {
        Shape data = node.shape(0);
        long categories =
                Math.max(
                        MlLinear.length(node, "cats_int64s"),
                        MlLinear.length(node, "cats_strings"));
        Shape shape = data.isRanked() ? Slices.with(data, data.rank(), Dim.of(categories)) : data;
        return Outputs.of(node, ValueType.tensor(ElementType.FLOAT32, shape));
    }

    private static List<ValueType> zipped(OpContext node) {
        ElementType key =
                MlLinear.length(node, "classlabels_strings") > 0
                        ? ElementType.STRING
                        : ElementType.INT64;
        ValueType number = ValueType.tensor(ElementType.FLOAT32, Shape.scalar());
        return Outputs.of(node, new SequenceType(new MapType(key, number)));
    }
}
