package assay.benchmark.replay;

import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Type and shape as ONNX Runtime's profile spells them, such as `float[1,3,224,224]`.
final class ProfiledTensor {

    private static final Pattern TEXT = Pattern.compile("(\\w+)\\[([\\d,]*)]");

    private static final Map<String, ElementType> TYPES =
            Map.of(
                    "float", ElementType.FLOAT32,
                    "double", ElementType.FLOAT64,
                    "float16", ElementType.FLOAT16,
                    "bfloat16", ElementType.BFLOAT16,
                    "int8", ElementType.INT8,
                    "uint8", ElementType.UINT8,
                    "int32", ElementType.INT32,
                    "int64", ElementType.INT64,
                    "bool", ElementType.BOOL);

    private ProfiledTensor() {}

    /// Null for anything else.
    static Operand.@Nullable Activation parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        ElementType type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
        if (type == null) {
            return null;
        }
        List<Long> dims = new ArrayList<>();
        for (String dim : matcher.group(2).split(",", -1)) {
            if (!dim.isEmpty()) {
                dims.add(Long.parseLong(dim));
            }
        }
        return new Operand.Activation(type, List.copyOf(dims));
    }
}
