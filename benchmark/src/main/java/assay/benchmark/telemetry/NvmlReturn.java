package assay.benchmark.telemetry;

/// NVML's return codes as sentences (`nvmlReturn_t` of nvml.h).
final class NvmlReturn {
    static final int SUCCESS = 0;
    static final int NOT_SUPPORTED = 3;
    static final int NOT_FOUND = 6;
    static final int INSUFFICIENT_SIZE = 7;
    static final int FUNCTION_NOT_FOUND = 13;

    private NvmlReturn() {}

    /// Why a call with this code gave no value.
    static String reason(int code) {
        return switch (code) {
            case 1 -> "NVML was not initialized";
            case 2 -> "NVML refused the argument";
            case NOT_SUPPORTED -> "this GPU does not support it";
            case 4 -> "no permission to read it";
            case NOT_FOUND -> "not found";
            case INSUFFICIENT_SIZE -> "the list grew while it was read";
            case 8 -> "the GPU's external power cables are not attached properly";
            case 9 -> "the NVIDIA driver is not loaded";
            case 10 -> "the driver did not answer in time";
            case 11 -> "the kernel has an interrupt problem with the GPU";
            case 12 -> "the NVML library was not found";
            case FUNCTION_NOT_FOUND -> "this driver's NVML does not have it";
            case 15 -> "the GPU is lost: it has fallen off the bus";
            case 16 -> "the GPU must be reset before it can be used again";
            case 17 -> "the operating system blocks the GPU's control device";
            case 18 ->
                    "driver and NVML library are of different versions: reboot after the driver update";
            case 20 -> "out of memory";
            case 21 -> "the driver has no data yet";
            case 25 -> "this driver's NVML does not know this version of the record";
            default -> "NVML error " + code;
        };
    }
}
