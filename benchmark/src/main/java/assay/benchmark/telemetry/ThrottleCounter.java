package assay.benchmark.telemetry;

/// The driver's accumulated times below the requested clock. They count between samples too, so
/// that a short slowdown cannot hide.
///
/// Only ids that have kept their meaning in every version of nvml.h are asked for; the newer
/// hardware-slowdown ids (251 to 253) have changed theirs, so those reasons are known from the
/// sampled [ThrottleReason] alone.
public enum ThrottleCounter {
    /// Time held by the power limit.
    POWER(74, 0),
    /// Time held by temperature.
    THERMAL(75, 1),
    /// Time held in step with other GPUs.
    SYNC_BOOST(76, 2),
    /// Time held by the board's voltage or current limit.
    BOARD_LIMIT(77, 3),
    /// Time held by the reliability voltage.
    RELIABILITY(79, 5);

    /// `NVML_FI_DEV_PERF_POLICY_...`
    final int fieldId;

    /// `nvmlPerfPolicyType_t`, for drivers without the field.
    final int policy;

    ThrottleCounter(int fieldId, int policy) {
        this.fieldId = fieldId;
        this.policy = policy;
    }
}
