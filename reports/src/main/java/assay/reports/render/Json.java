package assay.reports.render;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Strict JSON of a tree of records, lists, maps, strings and numbers: fields in the order that the
/// records declare them, map keys sorted, two spaces of indent, one newline at the end. A number
/// that JSON does not have is refused, never quoted.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(double.class, new Finite())
                                    .addSerializer(Double.class, new Finite())
                                    .addSerializer(float.class, new FiniteFloat())
                                    .addSerializer(Float.class, new FiniteFloat())
                                    .addSerializer(double[].class, new FiniteArray()))
                    .build();

    private Json() {}

    /// The tree as text.
    ///
    /// @throws IllegalArgumentException where it holds NaN or an infinity, or something that is no
    ///   record, list, map, string or number
    public static String text(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree).replace("\r\n", "\n") + "\n";
        } catch (JacksonException e) {
            throw new IllegalArgumentException("No strict JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void write(double value, JsonGenerator out) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "JSON has no "
                            + value
                            + " (at "
                            + out.streamWriteContext().pathAsPointer()
                            + ")");
        }
        out.writeNumber(value);
    }

    private static final class Finite extends StdSerializer<Double> {
        Finite() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            write(value, out);
        }
    }

    private static final class FiniteFloat extends StdSerializer<Float> {
        FiniteFloat() {
            super(Float.class);
        }

        @Override
        public void serialize(Float value, JsonGenerator out, SerializationContext context) {
            write(value, out);
        }
    }

    private static final class FiniteArray extends StdSerializer<double[]> {
        FiniteArray() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator out, SerializationContext context) {
            out.writeStartArray();
            for (double value : values) {
                write(value, out);
            }
            out.writeEndArray();
        }
    }
}
