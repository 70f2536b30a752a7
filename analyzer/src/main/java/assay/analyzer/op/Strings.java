package assay.analyzer.op;

import assay.analyzer.cost.Confidence;
import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Operators on strings. They do no arithmetic on numbers, and how many bytes they move depends on
/// the strings.
final class Strings {

    private static final String DATA = "how many strings remain depends on data";

    static final Op NORMALIZER = new Rule(Strings::normalized, moving());
    static final Op CONCAT =
            new Rule(
                    node -> Outputs.of(node, ElementType.STRING, Broadcast.inputs(node)), moving());
    static final Op SPLIT = new Rule(Strings::split, moving());
    static final Op FULL_MATCH = new Rule(Types.likeWith(0, ElementType.BOOL), moving());
    static final Op TF_IDF = new Rule(Strings::counted, counting());

    private Strings() {}

    static Work moving() {
        return Work.moving().less(Confidence.MODELLED, "strings have no fixed size");
    }

    /// Without stop words the shape stays. With them, known strings are filtered; if none remains,
    /// one empty string does.
    private static List<ValueType> normalized(OpContext node) {
        Shape shape = node.shape(0);
        List<String> stopwords =
                node.node().attributes().get("stopwords") instanceof Attribute.Texts(var words)
                        ? words
                        : List.of();
        if (!stopwords.isEmpty() && shape.isRanked()) {
            Dim remaining = Dim.unknown(DATA);
            if (node.value(0).orElse(null) instanceof TensorValue.Texts texts) {
                remaining = Dim.of(remaining(node, texts.elements(), stopwords));
            }
            shape = Slices.resized(shape, -1, remaining);
        }
        return Outputs.of(node, ValueType.tensor(ElementType.STRING, shape));
    }

    private static long remaining(OpContext node, List<String> texts, List<String> stopwords) {
        boolean exact = node.attribute("is_case_sensitive", 0L) != 0;
        List<String> stops = new ArrayList<>();
        stopwords.forEach(word -> stops.add(exact ? word : word.toLowerCase(Locale.ROOT)));
        long count = 0;
        for (String text : texts) {
            count += stops.contains(exact ? text : text.toLowerCase(Locale.ROOT)) ? 0 : 1;
        }
        return Math.max(1, count);
    }

    private static List<ValueType> split(OpContext node) {
        Shape shape = node.shape(0);
        Dim parts = Dim.unknown("the number of parts depends on data");
        if (node.value(0).orElse(null) instanceof TensorValue.Texts texts) {
            parts = mostParts(node, texts.elements());
        }
        Shape pieces = shape.isRanked() ? Slices.with(shape, shape.rank(), parts) : shape;
        return Outputs.of(
                node,
                ValueType.tensor(ElementType.STRING, pieces),
                ValueType.tensor(ElementType.INT64, shape));
    }

    /// The largest number of parts. Between spaces nothing lies in an empty string; whether one
    /// part lies there between other delimiters is not settled, and matters where all are empty.
    private static Dim mostParts(OpContext node, List<String> texts) {
        boolean spaces = node.attribute("delimiter", "").isEmpty();
        long most = 0;
        for (String text : texts) {
            boolean hasNone = spaces ? text.isBlank() : text.isEmpty();
            most = Math.max(most, hasNone ? 0 : parts(node, text));
        }
        return most == 0 && !spaces && !texts.isEmpty()
                ? Dim.unknown("the parts of an empty string")
                : Dim.of(most);
    }

    private static long parts(OpContext node, String text) {
        String delimiter = node.attribute("delimiter", "");
        boolean spaces = delimiter.isEmpty();
        String rest = spaces ? text.strip() : text;
        long most = node.attribute("maxsplit", Long.MAX_VALUE);
        long count = 1;
        int at = 0;
        while (count - 1 < most) {
            if (spaces) {
                int end = at;
                while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                    end++;
                }
                while (end < rest.length() && Character.isWhitespace(rest.charAt(end))) {
                    end++;
                }
                if (end >= rest.length()) {
                    return count;
                }
                at = end;
            } else {
                int found = rest.indexOf(delimiter, at);
                if (found < 0) {
                    return count;
                }
                at = found + delimiter.length();
            }
            count++;
        }
        return count;
    }

    /// The last axis becomes one place for each n-gram: the largest of `ngram_indexes`, plus 1.
    private static List<ValueType> counted(OpContext node) {
        Shape shape = node.shape(0);
        long largest = -1;
        for (long index : node.attributeInts("ngram_indexes").orElse(List.of())) {
            largest = Math.max(largest, index);
        }
        Dim places =
                largest < 0 || largest == Long.MAX_VALUE
                        ? Dim.unknown("there are no ngram_indexes")
                        : Dim.of(largest + 1);
        Shape result =
                shape.isRanked() && shape.rank() >= 1 ? Slices.resized(shape, -1, places) : shape;
        return Outputs.of(node, ValueType.tensor(ElementType.FLOAT32, result));
    }

    private static Work counting() {
        return Work.perInput(1)
                .less(Confidence.MODELLED, "one look-up counted for each element of the input");
    }
}
