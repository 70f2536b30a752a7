package assay.analyzer.json;

import assay.analyzer.device.DeviceProfile;
import assay.analyzer.estimate.Bound;
import assay.analyzer.estimate.KernelEstimate;
import assay.analyzer.estimate.MemoryNeed;
import assay.analyzer.estimate.ModelEstimate;
import assay.analyzer.estimate.NodeEstimate;
import assay.analyzer.estimate.Workload;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An estimate as one entry of an analysis's `estimates`. Times in seconds; null where unknown.
public final class EstimateJson {

    private EstimateJson() {}

    /// The entry: a whole run host to host, and its kernels in order.
    public static ObjectNode of(DeviceProfile device, Workload workload, ModelEstimate estimate) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("profile", device.id());
        node.put("precision", workload.analysis().precision().label());
        ObjectNode symbols = node.putObject("symbols");
        new TreeMap<>(workload.bindings().values()).forEach(symbols::put);
        number(node, "seconds", estimate.seconds());
        number(node, "low", estimate.low());
        number(node, "high", estimate.high());
        node.put("span", "host-to-host");
        number(node, "deviceSeconds", estimate.deviceSeconds());
        number(node, "hostSeconds", estimate.hostSeconds());
        number(node, "copySeconds", estimate.inputCopySeconds() + estimate.outputCopySeconds());
        memory(node, device, workload);
        node.put("bound", word(estimate.bound()));
        ArrayNode kernels = node.putArray("kernels");
        for (NodeEstimate each : estimate.nodes()) {
            for (KernelEstimate kernel : each.kernels()) {
                if (kernel.runs()) {
                    kernels.add(kernel(each.node(), kernel));
                }
            }
        }
        ArrayNode unknown = node.putArray("unknown");
        for (ModelEstimate.Unknown each : estimate.unknown()) {
            ObjectNode entry = unknown.addObject();
            entry.put("node", each.node());
            entry.put("why", each.why());
        }
        return node;
    }

    /// `memoryBytes`: weights and the most activations that live at once; without workspace and
    /// context. `memory`: all four, each with what it rests on.
    private static void memory(ObjectNode node, DeviceProfile device, Workload workload) {
        MemoryNeed.of(workload, device)
                .ifPresentOrElse(
                        need -> {
                            ArrayNode parts = node.putArray("memory");
                            for (MemoryNeed.Part part : need.parts()) {
                                ObjectNode entry = parts.addObject();
                                entry.put("part", part.name());
                                number(entry, "bytes", part.bytes());
                                entry.put("basis", part.basis().name().toLowerCase(Locale.ROOT));
                                entry.put("why", part.why());
                            }
                        },
                        () -> node.putNull("memory"));
        if (workload.peakActivationBytes().isPresent()) {
            node.put(
                    "memoryBytes",
                    workload.analysis().parameters().bytes()
                            + workload.peakActivationBytes().getAsLong());
        } else {
            node.putNull("memoryBytes");
        }
    }

    private static ObjectNode kernel(String name, KernelEstimate kernel) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("node", name);
        node.put("family", kernel.kernel().getClass().getSimpleName());
        number(node, "seconds", kernel.seconds());
        number(node, "low", kernel.low());
        number(node, "high", kernel.high());
        number(node, "computeSeconds", kernel.computeSeconds());
        number(node, "memorySeconds", kernel.memorySeconds());
        number(node, "launchSeconds", kernel.launchSeconds());
        number(node, "flops", kernel.kernel().work().flops());
        number(node, "bytes", kernel.bytes());
        if (kernel.tiles() > 0) {
            node.put("tiles", kernel.tiles());
            number(node, "waves", kernel.waves());
            number(node, "tail", kernel.tail());
        }
        node.put("bound", word(kernel.bound()));
        node.put("how", kernel.how());
        return node;
    }

    private static String word(Bound bound) {
        return bound.name().toLowerCase(Locale.ROOT);
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
