package assay.analyzer.device;

/// An arithmetic unit of a GPU with the type that it works on: a device has one peak rate for each.
public enum Unit {
    VECTOR_FP64("vectorTeraflopsPerSecond", "fp64"),
    VECTOR_FP32("vectorTeraflopsPerSecond", "fp32"),
    VECTOR_FP16("vectorTeraflopsPerSecond", "fp16"),
    MATRIX_TF32("matrixTeraflopsPerSecond", "tf32"),
    /// FP16 operands, FP32 accumulation, as cuBLAS and cuDNN run by default.
    MATRIX_FP16("matrixTeraflopsPerSecond", "fp16"),
    MATRIX_FP16_ACCUMULATE_FP16("matrixTeraflopsPerSecond", "fp16AccumulateFp16"),
    MATRIX_BF16("matrixTeraflopsPerSecond", "bf16"),
    MATRIX_INT8("matrixTeraflopsPerSecond", "int8"),
    MATRIX_FP8("matrixTeraflopsPerSecond", "fp8"),
    MATRIX_FP8_ACCUMULATE_FP16("matrixTeraflopsPerSecond", "fp8AccumulateFp16"),
    MATRIX_FP4("matrixTeraflopsPerSecond", "fp4");

    private final String table;
    private final String key;

    Unit(String table, String key) {
        this.table = table;
        this.key = key;
    }

    /// The table of a profile that holds this unit's rate.
    public String table() {
        return table;
    }

    /// The key within [#table].
    public String key() {
        return key;
    }
}
