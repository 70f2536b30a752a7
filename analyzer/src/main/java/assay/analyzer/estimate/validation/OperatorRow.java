package assay.analyzer.estimate.validation;

import assay.analyzer.estimate.EstimateSettings;
import assay.analyzer.estimate.Kernel;
import assay.analyzer.tensor.ElementType;
import java.util.Locale;

/// What a table row describes: a kernel, the unit asked for, and what was timed around the kernel.
///
/// @param op as the table names it
/// @param dtype as the table names it
/// @param tf32 whether FP32 operands may run on TF32 units
/// @param overheadSeconds what the clock covered besides the kernel: an eager operator's dispatch,
///   or little
/// @param libraries those of the table's day
record OperatorRow(
        String op,
        String dtype,
        Kernel kernel,
        boolean tf32,
        double overheadSeconds,
        EstimateSettings.Libraries libraries) {
    /// What the clock of a kernel-only table covers besides: its shortest rows take 9 to 12 us.
    private static final double KERNEL_ONLY_SECONDS = 8e-6;

    /// Reads a row. Tables that name a transposition or an algorithm (as DeepBench does) timed
    /// kernels alone; all others an eager operator.
    ///
    /// @throws BrokenCell for the first cell that cannot be used
    static OperatorRow of(Table.Row row) {
        String op = text(row, "op").toLowerCase(Locale.ROOT);
        String dtype =
                row.cell("dtype").isEmpty() ? "fp32" : row.cell("dtype").toLowerCase(Locale.ROOT);
        ElementType type = type(dtype);
        boolean tf32 = dtype.equals("tf32");
        boolean kernelOnly = row.table().has("alg") || row.table().has("transA");
        Kernel kernel = kernel(row, op, type);
        double overhead =
                kernelOnly
                        ? KERNEL_ONLY_SECONDS
                        : EagerDispatch.seconds(kernel, op, row.cell("gpu"));
        return new OperatorRow(
                op,
                dtype,
                kernel,
                tf32,
                overhead,
                kernelOnly
                        ? EstimateSettings.Libraries.CUDA_9
                        : EstimateSettings.Libraries.CURRENT);
    }

    private static Kernel kernel(Table.Row row, String op, ElementType type) {
        double element = type.bits() / 8.0;
        return switch (op) {
            case "linear", "gemm", "matmul", "bmm" -> product(row, type);
            case "ln", "layernorm" ->
                    new Kernel.Normalization(whole(row, "rows"), whole(row, "h"), 0, type);
            case "softmax" -> new Kernel.Softmax(whole(row, "rows"), whole(row, "h"), type);
            case "add", "mul", "div", "pow", "sub" -> elementWise(row, 3, element, type);
            case "addu", "mulu", "divu", "powu", "relu", "gelu", "tanh", "sigmoid", "exp", "sqrt" ->
                    elementWise(row, 2, element, type);
            case "mem" -> {
                double bytes = whole(row, "bytes");
                yield new Kernel.ElementWise(bytes / 2, bytes / 2, bytes / (2 * element), type);
            }
            case "conv" -> convolution(row, type);
            default -> throw new BrokenCell("op", "unknown operator '" + op + "'");
        };
    }

    private static Kernel.Gemm product(Table.Row row, ElementType type) {
        return new Kernel.Gemm(
                optional(row, row.table().has("b") ? "b" : "batch", 1),
                whole(row, "m"),
                whole(row, "n"),
                whole(row, "k"),
                type);
    }

    private static Kernel elementWise(
            Table.Row row, int tensors, double element, ElementType type) {
        double n = (double) whole(row, "rows") * whole(row, "h");
        return new Kernel.ElementWise((tensors - 1) * n * element, n * element, n, type);
    }

    private static Kernel convolution(Table.Row row, ElementType type) {
        boolean rectangular = row.table().has("kh");
        long h = whole(row, rectangular ? "h" : "size");
        long w = whole(row, rectangular ? "w" : "size");
        long r = whole(row, rectangular ? "kh" : "ksize");
        long s = whole(row, rectangular ? "kw" : "ksize");
        long padH = optional(row, rectangular ? "ph" : "pad", 0);
        long padW = optional(row, rectangular ? "pw" : "pad", 0);
        long strideH = optional(row, rectangular ? "sh" : "stride", 1);
        long strideW = optional(row, rectangular ? "sv" : "stride", 1);
        long groups = optional(row, "groups", 1);
        if (h + 2 * padH < r || w + 2 * padW < s) {
            throw new BrokenCell(
                    "ksize", "kernel " + r + "x" + s + " is larger than the padded image");
        }
        long channels = whole(row, "cin");
        long filters = whole(row, "cout");
        if (channels % groups != 0 || filters % groups != 0) {
            throw new BrokenCell(
                    "groups",
                    groups + " groups do not divide " + channels + " and " + filters + " channels");
        }
        return Kernel.Convolution.plain2d(
                whole(row, "batch"),
                channels,
                h,
                w,
                filters,
                r,
                s,
                strideH,
                strideW,
                padH,
                padW,
                groups,
                type);
    }

    private static ElementType type(String dtype) {
        return switch (dtype) {
            case "fp32", "float32", "float", "tf32" -> ElementType.FLOAT32;
            case "fp16", "float16", "half", "fp16-tensor" -> ElementType.FLOAT16;
            case "bf16", "bfloat16" -> ElementType.BFLOAT16;
            case "int8" -> ElementType.INT8;
            case "fp8" -> ElementType.FLOAT8E4M3FN;
            case "fp64", "float64" -> ElementType.FLOAT64;
            default -> throw new BrokenCell("dtype", "unknown type '" + dtype + "'");
        };
    }

    static String text(Table.Row row, String column) {
        String cell = row.cell(column);
        if (cell.isEmpty()) {
            throw new BrokenCell(column, "missing");
        }
        return cell;
    }

    static double positive(Table.Row row, String column) {
        String cell = text(row, column);
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new BrokenCell(column, "'" + cell + "' is no number");
        }
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new BrokenCell(column, "must be above 0, is " + cell);
        }
        return value;
    }

    static long whole(Table.Row row, String column) {
        double value = positive(row, column);
        if (value != Math.rint(value) || value > 1e15) {
            throw new BrokenCell(column, "must be a whole number, is " + row.cell(column));
        }
        return (long) value;
    }

    private static long optional(Table.Row row, String column, long absent) {
        String cell = row.cell(column);
        if (cell.isEmpty()) {
            return absent;
        }
        // Padding may be 0.
        return cell.matches("0+(\\.0*)?") ? 0 : whole(row, column);
    }
}
