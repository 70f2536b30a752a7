package assay.analyzer.estimate;

import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Unit;
import assay.analyzer.tensor.ElementType;
import java.util.OptionalDouble;

/// Which unit of a GPU runs products of a type, or why none is known to.
sealed interface UnitChoice {
    /// A unit with its dense peak.
    ///
    /// @param rate peak in FLOP/s
    /// @param share share of it that large products hold
    /// @param shareMeasured whether the share was measured on this card
    /// @param doubt what to add to the logarithmic half-width for want of evidence
    record Chosen(Unit unit, double rate, double share, boolean shareMeasured, double doubt)
            implements UnitChoice {
        /// Whether it is a matrix unit.
        boolean matrix() {
            return switch (unit) {
                case VECTOR_FP64, VECTOR_FP32, VECTOR_FP16 -> false;
                case MATRIX_TF32,
                        MATRIX_FP16,
                        MATRIX_FP16_ACCUMULATE_FP16,
                        MATRIX_BF16,
                        MATRIX_INT8,
                        MATRIX_FP8,
                        MATRIX_FP8_ACCUMULATE_FP16,
                        MATRIX_FP4 ->
                        true;
            };
        }
    }

    /// No rate is known.
    record None(String why) implements UnitChoice {}

    /// No public kernel rows: TF32, BF16, INT8, FP8 and FP64 lean on the FP16 and FP32 forms. A
    /// judgement.
    double UNPROVEN_TYPE = 0.3;

    /// FP16 on chips without matrix units ran between 0.1 and 1 of the FP32 rate.
    double HALF_WITHOUT_MATRIX_UNITS = 0.7;

    /// The unit that ONNX Runtime's CUDA provider uses for products of `type`.
    static UnitChoice of(GpuProfile gpu, ElementType type, EstimateSettings settings) {
        return switch (type) {
            case FLOAT32 ->
                    settings.tf32() && gpu.atLeast(8, 0) && gpu.rate(Unit.MATRIX_TF32).isPresent()
                            ? chosen(gpu, Unit.MATRIX_TF32, type, UNPROVEN_TYPE)
                            : chosen(gpu, Unit.VECTOR_FP32, type, 0);
            case FLOAT16 ->
                    gpu.rate(Unit.MATRIX_FP16).isPresent()
                            ? chosen(gpu, Unit.MATRIX_FP16, type, 0)
                            : chosen(gpu, Unit.VECTOR_FP32, type, HALF_WITHOUT_MATRIX_UNITS);
            case BFLOAT16 -> chosen(gpu, Unit.MATRIX_BF16, type, UNPROVEN_TYPE);
            case INT8, UINT8 -> chosen(gpu, Unit.MATRIX_INT8, type, UNPROVEN_TYPE);
            case FLOAT8E4M3FN, FLOAT8E5M2 -> chosen(gpu, Unit.MATRIX_FP8, type, UNPROVEN_TYPE);
            case FLOAT64 -> chosen(gpu, Unit.VECTOR_FP64, type, UNPROVEN_TYPE);
            default -> new None("no rate is known for products of " + type + " on " + gpu.name());
        };
    }

    private static UnitChoice chosen(GpuProfile gpu, Unit unit, ElementType type, double doubt) {
        OptionalDouble rate = gpu.rate(unit);
        if (rate.isEmpty()) {
            return new None(
                    "the profile of "
                            + gpu.name()
                            + " has no "
                            + unit.table()
                            + "."
                            + unit.key()
                            + " for "
                            + type);
        }
        SustainedClock.Share share = SustainedClock.share(gpu, unit, rate.getAsDouble());
        return new Chosen(unit, rate.getAsDouble(), share.value(), share.measured(), doubt);
    }
}
