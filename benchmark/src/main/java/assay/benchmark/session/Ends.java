package assay.benchmark.session;

/// Where the inputs and the outputs of a run through the C interface lie.
public enum Ends {
    /// Both in the memory of the device: no copies between host and device.
    DEVICE,
    /// Inputs in host memory, handed over anew at each run; outputs on the device.
    HOST_INPUTS,
    /// Inputs on the device, outputs copied to host memory by each run.
    HOST_OUTPUTS
}
