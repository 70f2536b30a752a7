package assay.analyzer.estimate;

/// Numbers of the laws of convolutions and of products on matrix units, fitted on kernels timed
/// alone: DeepBench, FP32 convolutions of P100, V100-SXM2, T4 and TitanXp, FP16 kernels of
/// V100-SXM2 and T4. `scripts/judge-left-out` fits them again, on all GPUs and without each. Pure
/// numbers unless said.
public enum FittedConstant {
    /// Products and convolutions on matrix units: cost of feeding a tile, in elements, where shared
    /// memory delivers 128 bytes a clock.
    MATRIX_FEED(11.8),
    /// Exponent by which arithmetic and memory overlap there.
    MATRIX_OVERLAP(1.91),
    /// Share of a started wave that is paid for there.
    MATRIX_TAIL(0.482),
    /// Rows of k that a product takes before its first result.
    MATRIX_PRODUCT_PROLOGUE(28.6),
    /// What even a part of one wave of a product costs, in waves.
    MATRIX_PRODUCT_LEAST(0.57),
    /// Convolutions beside products of their size.
    MATRIX_CONVOLUTION(1.18),
    /// What even a part of one wave of a convolution costs, in waves.
    MATRIX_CONVOLUTION_LEAST(1.96),
    /// What first layers (fewer than 8 channels) pay for gathering their input, in bytes over the
    /// L2 bound.
    FEW_CHANNELS(16.0),

    /// FP32 convolutions: exponent by which arithmetic and memory overlap.
    OVERLAP(1.5),
    /// Implicit GEMM beside the FLOPs of its tiles.
    IMPLICIT(1.0),
    /// Its cost of feeding a tile, in elements.
    IMPLICIT_FEED(9.45),
    /// Rows of C R S that it takes before its first result.
    IMPLICIT_PROLOGUE(7.41),
    /// Share of a started wave that it pays for.
    IMPLICIT_TAIL(0.741),
    /// What even a part of one wave costs it, in waves.
    IMPLICIT_LEAST(1.3),
    /// Fused Winograd F(2x2,3x3) beside the FLOPs of its blocks.
    FUSED_WINOGRAD(1.28),
    /// Channels that it takes before its first result.
    FUSED_WINOGRAD_PROLOGUE(15.7),
    /// Its filter transform beside the traffic of it.
    FUSED_WINOGRAD_FILTERS(2.24),
    /// How much worse its time may look before implicit GEMM is preferred; biases the choice only.
    FUSED_WINOGRAD_BIAS(1.18),
    /// Winograd around batched products beside the FLOPs of their tiles.
    SPLIT_WINOGRAD(1.0),
    /// Its cost of feeding a tile, in elements.
    SPLIT_WINOGRAD_FEED(11.8),
    /// Channels that it takes before its first result.
    SPLIT_WINOGRAD_PROLOGUE(18.9),
    /// Share of a started wave that it pays for.
    SPLIT_WINOGRAD_TAIL(0.539),
    /// What even a part of one wave costs it, in waves.
    SPLIT_WINOGRAD_LEAST(1.04),
    /// Its transforms of input and output beside their traffic.
    SPLIT_WINOGRAD_TRANSFORM(0.769),
    /// Its filter transform beside the traffic of it.
    SPLIT_WINOGRAD_FILTERS(2.12),
    /// How much worse its time may look before implicit GEMM is preferred; biases the choice only.
    SPLIT_WINOGRAD_BIAS(1.0);

    private final double value;

    FittedConstant(double value) {
        this.value = value;
    }

    /// As fitted on all GPUs.
    double value() {
        return value;
    }
}
