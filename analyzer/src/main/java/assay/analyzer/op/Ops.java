package assay.analyzer.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every operator that the analyzer knows, looked up by domain, name and operator-set version.
public final class Ops {

    /// One row of a list: the operator from version `since` on, until a later row of the same name.
    record Row(String name, int since, Op op) {}

    private static final Map<String, List<Row>> BY_NAME = new HashMap<>();

    static {
        add("ai.onnx", OnnxOps.ROWS);
        add("ai.onnx.ml", MlOps.ROWS);
        add("ai.onnx.preview", List.of(new Row("FlexAttention", 1, new FlexAttention())));
        add("ai.onnx.preview.training", TrainingOps.ROWS);
        add("com.microsoft", MicrosoftOps.ROWS);
        add("com.microsoft.nchwc", MicrosoftOps.BLOCKED);
        add("com.ms.internal.nhwc", MicrosoftOps.NHWC);
        add("ai.onnx", Elementwise.ROWS);
        add("ai.onnx", LegacyOps.ROWS);
    }

    private Ops() {}

    private static void add(String domain, List<Row> rows) {
        for (Row row : rows) {
            BY_NAME.computeIfAbsent(domain + "." + row.name(), _ -> new ArrayList<>()).add(row);
        }
    }

    /// The operator's definition in force at `version` of its domain's operator set: the row with
    /// the largest since-version not above it. A version older than the operator's first gets the
    /// first.
    public static Optional<Op> find(String domain, String name, int version) {
        List<Row> rows = BY_NAME.get(domain + "." + name);
        if (rows == null) {
            return Optional.empty();
        }
        Row found = rows.getFirst();
        for (Row row : rows) {
            if (row.since() <= version && row.since() >= found.since()) {
                found = row;
            }
        }
        return Optional.of(found.op());
    }
}
