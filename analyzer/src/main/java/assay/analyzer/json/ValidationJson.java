package assay.analyzer.json;

import assay.analyzer.estimate.validation.Errors;
import assay.analyzer.estimate.validation.GroupErrors;
import assay.analyzer.estimate.validation.RowFault;
import assay.analyzer.estimate.validation.ValidationReport;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A validation as the JSON object `assay/validation/1`. Errors are shares, not per cent: predicted
/// over measured, less 1.
public final class ValidationJson {

    public static final String SCHEMA = "assay/validation/1";

    private ValidationJson() {}

    /// The object: all rows together, the groups by GPU, operator and type, those by operator and
    /// type, and the faults.
    public static ObjectNode of(ValidationReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA);
        root.put("rows", report.rows().size());
        List<GroupErrors> all = GroupErrors.by(report.rows(), r -> "all");
        if (!all.isEmpty()) {
            root.set("all", group(all.getFirst()));
        }
        ArrayNode groups = root.putArray("groups");
        for (GroupErrors each : report.groups()) {
            ObjectNode node = group(each);
            node.put("gpu", each.first().gpu());
            node.put("op", each.first().op());
            node.put("dtype", each.first().dtype());
            groups.add(node);
        }
        ArrayNode operators = root.putArray("operators");
        for (GroupErrors each : report.operators()) {
            ObjectNode node = group(each);
            node.put("op", each.first().op());
            node.put("dtype", each.first().dtype());
            operators.add(node);
        }
        ArrayNode faults = root.putArray("faults");
        for (RowFault fault : report.faults()) {
            ObjectNode node = faults.addObject();
            node.put("file", fault.file().toString());
            node.put("line", fault.line());
            node.put("key", fault.key());
            node.put("what", fault.what());
        }
        return root;
    }

    private static ObjectNode group(GroupErrors group) {
        ObjectNode node = errors(group.model());
        node.put("rows", group.model().rows());
        node.put("coverage", group.coverage());
        node.set("flopsOverPeak", errors(group.flops()));
        node.set("roofline", errors(group.roofline()));
        return node;
    }

    private static ObjectNode errors(Errors errors) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "mape", errors.mape());
        put(node, "medianApe", errors.median());
        put(node, "bias", errors.bias());
        put(node, "p90", errors.p90());
        return node;
    }

    private static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
