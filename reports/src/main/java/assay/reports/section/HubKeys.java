package assay.reports.section;

import assay.analyzer.structure.Architecture;
import assay.benchmark.measurement.BatchResult;
import assay.benchmark.measurement.Latency;
import assay.benchmark.measurement.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the head of a Hugging Face model card says of a model: the keys that the hub knows, and in
/// `model-index` the measured figures. A license, a language and a data set are not in an ONNX
/// file, so none is named.
public final class HubKeys {

    /// The hub's own names of tasks, by ours.
    private static final Map<String, String> TASKS =
            Map.of(
                    "image classification", "image-classification",
                    "object detection", "object-detection",
                    "segmentation", "image-segmentation",
                    "language modelling", "text-generation",
                    "text classification", "text-classification");

    private HubKeys() {}

    /// The keys in the order in which the hub's documentation lists them.
    public static Map<String, Object> of(Evidence evidence) {
        Sheet sheet = new Sheet(evidence);
        Architecture architecture = evidence.structure().architecture();
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("library_name", "onnx");
        String task = hubTask(architecture.task());
        if (task != null) {
            keys.put("pipeline_tag", task);
        }
        List<String> tags = new ArrayList<>(List.of("onnx", "assay"));
        tags.add(architecture.type());
        keys.put("tags", tags);
        List<Map<String, Object>> metrics = metrics(sheet);
        if (!metrics.isEmpty() && task != null) {
            keys.put("model-index", List.of(model(evidence, task, metrics)));
        }
        return keys;
    }

    private static @Nullable String hubTask(@Nullable String task) {
        return task == null ? null : TASKS.get(task);
    }

    private static Map<String, Object> model(
            Evidence evidence, String task, List<Map<String, Object>> metrics) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", Map.of("type", task));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", "seeded random inputs");
        data.put("type", "synthetic");
        result.put("dataset", data);
        result.put("metrics", metrics);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", evidence.name());
        model.put("results", List.of(result));
        return model;
    }

    private static List<Map<String, Object>> metrics(Sheet sheet) {
        Measurement measurement = sheet.measurement();
        List<Map<String, Object>> metrics = new ArrayList<>();
        if (measurement == null) {
            return metrics;
        }
        for (BatchResult batch : measurement.batches()) {
            Latency latency = batch.latencySeconds();
            Double throughput = batch.throughput();
            if (latency == null || throughput == null) {
                continue;
            }
            String where =
                    " at batch "
                            + batch.batch()
                            + " on "
                            + measurement.device()
                            + ", "
                            + measurement.precision();
            metrics.add(metric("latency", "median latency in seconds" + where, latency.p50()));
            metrics.add(metric("throughput", "samples a second" + where, throughput));
        }
        return metrics;
    }

    private static Map<String, Object> metric(String type, String name, double value) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("type", type);
        metric.put("name", name);
        metric.put("value", value);
        return metric;
    }
}
