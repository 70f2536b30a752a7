package assay.analyzer.analysis;

import assay.analyzer.tensor.ElementType;
import java.util.Locale;
import java.util.Optional;

/// The arithmetic that a model is estimated for.
public enum Precision {
    FP32(ElementType.FLOAT32),
    /// Stored as float32, multiplied by matrix units in TensorFloat-32.
    TF32(ElementType.FLOAT32),
    FP16(ElementType.FLOAT16),
    BF16(ElementType.BFLOAT16),
    INT8(ElementType.INT8);

    private final ElementType storage;

    Precision(ElementType storage) {
        this.storage = storage;
    }

    /// Type in which floating-point tensors are stored.
    public ElementType storage() {
        return storage;
    }

    /// `fp32`, as on the command line.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The precision of that label.
    public static Optional<Precision> ofLabel(String label) {
        for (Precision precision : values()) {
            if (precision.label().equals(label.toLowerCase(Locale.ROOT))) {
                return Optional.of(precision);
            }
        }
        return Optional.empty();
    }

    /// The precision that a model has as it stands: that of its widest floating-point input or
    /// weight.
    public static Precision of(ElementType widest) {
        return switch (widest) {
            case FLOAT16 -> FP16;
            case BFLOAT16 -> BF16;
            case INT8, UINT8 -> INT8;
            default -> FP32;
        };
    }
}
