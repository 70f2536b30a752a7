package assay.analyzer.estimate.validation;

import assay.analyzer.analysis.Precision;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import java.util.Locale;
import java.util.OptionalLong;

/// What a case row describes: a model at one batch, as one runtime runs it.
///
/// @param model as the table names it
/// @param precision of the tensors
/// @param tf32 whether float32 products may run on TF32 units
/// @param image side of a square input image; empty: the model's own
/// @param sequence tokens; empty: the model's default
/// @param past tokens already in the cache; empty: the model's default
/// @param copies whether the copies of inputs and outputs were timed
/// @param graph who runs it, and how much is fused
record ModelCase(
        String model,
        long batch,
        Precision precision,
        boolean tf32,
        OptionalLong image,
        OptionalLong sequence,
        OptionalLong past,
        boolean copies,
        Graph graph) {

    /// Who runs the model, and how much of its graph is fused.
    enum Graph {
        /// ONNX Runtime with what it fuses by itself.
        PLAIN,
        /// ONNX Runtime after its offline transformer optimizer.
        OPTIMIZED,
        /// The same with an attention kernel that keeps the scores on the chip.
        FUSED_ATTENTION,
        /// PyTorch, operator by operator.
        EAGER
    }

    boolean eager() {
        return graph == Graph.EAGER;
    }

    /// Reads a row: `model`, `batch`, `precision` (or `dtype`), and where the table has them
    /// `sequence` (or `seq`, `sequence_length`), `past`, `img` (or `image`), `span` (a word that
    /// starts with "device" leaves the copies out), `tf32` (`false` forbids it) and `runtime`
    /// (`eager`, else ONNX Runtime; AMP is PyTorch's) and `graph` (`plain`, `optimized` or
    /// `fused-attention`).
    ///
    /// @throws BrokenCell for the first cell that cannot be used
    static ModelCase of(Table.Row row) {
        String label = row.table().has("precision") ? "precision" : "dtype";
        String precision = row.cell(label).toLowerCase(Locale.ROOT);
        String runtime = row.cell("runtime").toLowerCase(Locale.ROOT);
        boolean eager = runtime.equals("eager") || precision.contains("amp");
        if (!runtime.isEmpty() && !runtime.equals("eager") && !runtime.equals("onnxruntime")) {
            throw new BrokenCell("runtime", "is neither onnxruntime nor eager: '" + runtime + "'");
        }
        return new ModelCase(
                OperatorRow.text(row, "model"),
                OperatorRow.whole(row, "batch"),
                precision(label, precision),
                (!eager && !row.cell("tf32").equalsIgnoreCase("false")) || precision.equals("tf32"),
                first(row, "img", "image"),
                first(row, "sequence", "seq", "sequence_length"),
                first(row, "past"),
                copies(row, precision),
                eager ? Graph.EAGER : graph(row.cell("graph").toLowerCase(Locale.ROOT)));
    }

    private static boolean copies(Table.Row row, String precision) {
        String span = row.cell("span").toLowerCase(Locale.ROOT);
        return span.isEmpty() ? !precision.contains("amp") : !span.startsWith("device");
    }

    private static Graph graph(String cell) {
        return switch (cell) {
            case "", "plain" -> Graph.PLAIN;
            case "optimized" -> Graph.OPTIMIZED;
            case "fused-attention" -> Graph.FUSED_ATTENTION;
            default -> throw new BrokenCell("graph", "unknown graph '" + cell + "'");
        };
    }

    private static OptionalLong first(Table.Row row, String... columns) {
        for (String column : columns) {
            if (!row.cell(column).isEmpty()) {
                return OptionalLong.of(OperatorRow.whole(row, column));
            }
        }
        return OptionalLong.empty();
    }

    private static Precision precision(String column, String cell) {
        if (cell.isEmpty() || cell.startsWith("fp32") || cell.startsWith("float32")) {
            return Precision.FP32;
        }
        if (cell.equals("tf32")) {
            return Precision.TF32;
        }
        if (cell.startsWith("bf16") || cell.contains("bfloat16")) {
            return Precision.BF16;
        }
        if (cell.contains("fp16") || cell.contains("float16") || cell.startsWith("half")) {
            return Precision.FP16;
        }
        throw new BrokenCell(column, "unknown precision '" + cell + "'");
    }

    /// The unit that the yardsticks count with on that device.
    String unit(DeviceProfile device) {
        boolean onTf32 =
                precision == Precision.FP32
                        && tf32
                        && device instanceof GpuProfile gpu
                        && gpu.atLeast(8, 0);
        return onTf32 ? Precision.TF32.label() : precision.label();
    }
}
