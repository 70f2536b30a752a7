import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns published tables into case rows for `assay validate`:
/// `java PublishedCases.java SHARED OUT` reads `SHARED/published/ort/ort-cuda.csv`,
/// `SHARED/latency/e2e-cnn.csv` and `SHARED/published/published.csv` and writes `ort.csv`, `cnn.csv`
/// and `pytorch.csv` into OUT.
///
/// Taken are rows of the CUDA provider with a mean latency, of a model that is built in and a GPU
/// that has a profile. Left out are pipelines, client-side times, packed sequences and CUDA graphs,
/// and of NVIDIA's examples all that did not run in PyTorch itself.
final class PublishedCases {
    private static final String HEADER =
            "gpu,model,batch,sequence,past,precision,span,graph,runtime,measured_ms,source";

    private static final Map<String, String> GPUS =
            Map.ofEntries(
                    Map.entry("NVIDIA A100 (variant not stated)", "A100-SXM-40"),
                    Map.entry("NVIDIA A100-SXM4-40GB", "A100-SXM-40"),
                    Map.entry("NVIDIA DGX A100 (1x A100 80GB)", "A100-SXM-80"),
                    Map.entry("NVIDIA DGX-1 (1x V100 32GB)", "V100-SXM2"),
                    Map.entry("NVIDIA T4", "T4"),
                    Map.entry("Tesla T4", "T4"),
                    Map.entry("Tesla V100-PCIE-16GB", "V100"),
                    Map.entry("NVIDIA A30", "A30"),
                    Map.entry("NVIDIA GeForce RTX 4090", "4090"),
                    Map.entry("NVIDIA GeForce RTX 3090", "3090"),
                    Map.entry("NVIDIA GeForce RTX 3070", "NVIDIA GeForce RTX 3070"),
                    Map.entry("NVIDIA RTX A5000", "NVIDIA RTX A5000"),
                    Map.entry("A100-80GB", "A100-SXM-80"),
                    Map.entry("A100-40GB", "A100-SXM-40"),
                    Map.entry("V100-16GB", "V100-SXM2"),
                    Map.entry("V100-32GB", "V100-SXM2"),
                    Map.entry("T4", "T4"));

    /// First match wins; the key is looked for in the lower-case model name.
    private static final String[][] MODELS = {
        {"bert-large", "bert_large"},
        {"roberta-large", "bert_large"},
        {"bert-base", "bert_base"},
        {"twitter-roberta-base", "bert_base"},
        {"distilled bert 6", "distilbert"},
        {"msmarco-distil", "distilbert"},
        {"gpt2 (gpt2lm", "gpt2_step"},
        {"resnet50", "resnet50"},
        {"resnet152", "resnet152"},
        {"vit-b/16 image", "vit_b_16"},
        {"efficientnet-b0", "efficientnet_b0"},
        {"efficientnet-b4", "efficientnet_b4"},
    };

    public static void main(String[] arguments) throws IOException {
        Path shared = Path.of(arguments[0]);
        Path out = Files.createDirectories(Path.of(arguments[1]));
        onnxRuntime(CsvRows.read(shared.resolve("published/ort/ort-cuda.csv")), out.resolve("ort.csv"));
        convolutional(CsvRows.read(shared.resolve("latency/e2e-cnn.csv")), out.resolve("cnn.csv"));
        pytorch(CsvRows.read(shared.resolve("published/published.csv")), out.resolve("pytorch.csv"));
    }

    private static void onnxRuntime(List<Map<String, String>> rows, Path out) throws IOException {
        try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(out))) {
            to.println(HEADER);
            for (Map<String, String> row : rows) {
                String gpu = GPUS.get(row.get("gpu"));
                String model = model(row.get("model"));
                String variant = row.get("variant").toLowerCase(java.util.Locale.ROOT);
                String span = row.get("span");
                if (!row.get("provider").equals("CUDA")
                        || !row.get("statistic").equals("mean")
                        || row.get("latency_ms").isEmpty()
                        || gpu == null
                        || model.isEmpty()
                        || span.startsWith("client")
                        || span.startsWith("HTTP")
                        || variant.contains("packing")
                        || variant.contains("cuda graph")) {
                    continue;
                }
                String length = row.get("sequence_length");
                String past = first(length, "past (\\d+)");
                String sequence = past.isEmpty() ? first(length, "^(\\d+)") : "1";
                boolean device =
                        span.startsWith("device")
                                || span.startsWith("not stated")
                                || span.startsWith("server")
                                || span.startsWith("model only");
                String precision = row.get("precision").startsWith("fp16") ? "fp16" : "fp32";
                write(
                        to,
                        gpu,
                        model,
                        row.get("batch"),
                        sequence,
                        past,
                        precision,
                        device ? "device" : "host",
                        graph(variant, model, row.get("source_repo")),
                        "onnxruntime",
                        row.get("latency_ms"),
                        row.get("model") + ": " + row.get("variant"));
            }
        }
    }

    private static String graph(String variant, String model, String repository) {
        boolean fused =
                (variant.contains("flash attention") || variant.contains("fused mha"))
                        && !variant.contains("unfused");
        if (fused) {
            return "fused-attention";
        }
        boolean script =
                variant.contains("script-optimised") || variant.contains("transformer optimizer");
        boolean theirs =
                repository.equals("microsoft/onnxruntime")
                        && model.startsWith("bert")
                        && !variant.contains("session-level");
        return script || theirs || model.equals("gpt2_step") ? "optimized" : "plain";
    }

    private static void convolutional(List<Map<String, String>> rows, Path out)
            throws IOException {
        try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(out))) {
            to.println(HEADER);
            for (Map<String, String> row : rows) {
                write(
                        to,
                        row.get("gpu"),
                        row.get("model"),
                        row.get("batch"),
                        "",
                        "",
                        row.get("dtype").startsWith("fp16") ? "fp16" : "fp32",
                        "host",
                        "",
                        "eager",
                        row.get("median_ms"),
                        row.get("mode"));
            }
        }
    }

    private static void pytorch(List<Map<String, String>> rows, Path out) throws IOException {
        try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(out))) {
            to.println(HEADER);
            for (Map<String, String> row : rows) {
                String gpu = GPUS.get(row.get("gpu"));
                String model = model(row.get("model"));
                String precision = row.get("precision");
                boolean average =
                        row.get("percentile").equals("avg") || row.get("percentile").equals("mean");
                if (gpu == null
                        || model.isEmpty()
                        || !average
                        || !row.get("framework").equals("PyTorch")
                        || row.get("backend").contains("TensorRT")
                        || row.get("latency_ms").isEmpty()
                        || row.get("model").contains("wide")
                        || !List.of("AMP", "FP32", "TF32").contains(precision)) {
                    continue;
                }
                write(
                        to,
                        gpu,
                        model,
                        row.get("batch"),
                        "",
                        "",
                        precision.equals("AMP") ? "fp16" : precision.toLowerCase(),
                        "device",
                        "",
                        "eager",
                        row.get("latency_ms"),
                        row.get("model"));
            }
        }
    }

    private static String model(String published) {
        String lower = published.toLowerCase(java.util.Locale.ROOT);
        for (String[] pair : MODELS) {
            if (lower.contains(pair[0])) {
                return pair[1];
            }
        }
        return "";
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void write(PrintWriter to, String... cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(line.isEmpty() ? "" : ",")
                    .append('"')
                    .append(cell.replace("\"", "\"\""))
                    .append('"');
        }
        to.println(line);
    }
}
