package assay.analyzer.estimate;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;

/// Kernels to seconds on one device.
public sealed interface Estimator permits NvidiaEstimator, CpuEstimator, RooflineEstimator {
    /// The time of one kernel; unknown, with the reason, where the device lacks a number that it
    /// needs.
    KernelEstimate estimate(Kernel kernel);

    /// The device.
    DeviceProfile device();

    /// What the estimate takes for granted.
    EstimateSettings settings();

    /// The best estimator there is for `device`.
    static Estimator of(DeviceProfile device, EstimateSettings settings) {
        return switch (device) {
            case GpuProfile gpu when gpu.vendor().equals("nvidia") ->
                    new NvidiaEstimator(gpu, settings);
            case GpuProfile gpu -> new RooflineEstimator(gpu, settings);
            case CpuProfile cpu -> new CpuEstimator(cpu, settings);
        };
    }
}
