package assay.benchmark.telemetry;

/// CUDA's version number of an architecture, such as 8.9.
///
/// @param major the generation
/// @param minor the variant within it
public record ComputeCapability(int major, int minor) {

    /// CUDA cores in one multiprocessor (CUDA C++ programming guide, arithmetic throughput of
    /// 32-bit floating-point add), missing for an architecture that is not known here.
    public Reading<Integer> coresPerMultiprocessor() {
        return switch (major) {
            case 5 -> Reading.known(128);
            case 6 -> Reading.known(minor == 0 ? 64 : 128);
            case 7 -> Reading.known(64);
            case 8 -> Reading.known(minor == 0 ? 64 : 128);
            case 9, 10, 12 -> Reading.known(128);
            default -> Reading.missing("compute capability " + this + " is not known here");
        };
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
