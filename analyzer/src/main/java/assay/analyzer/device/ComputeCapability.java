package assay.analyzer.device;

/// NVIDIA's number of an architecture.
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
    /// Reads `8.6`.
    ///
    /// @throws IllegalArgumentException for anything else than two whole numbers and a point
    public static ComputeCapability parse(String text) {
        if (!text.matches("\\d{1,2}\\.\\d")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a compute capability such as 8.6");
        }
        int point = text.indexOf('.');
        return new ComputeCapability(
                Integer.parseInt(text.substring(0, point)),
                Integer.parseInt(text.substring(point + 1)));
    }

    /// Whether this is `major.minor` or later.
    public boolean atLeast(int major, int minor) {
        return compareTo(new ComputeCapability(major, minor)) >= 0;
    }

    @Override
    public int compareTo(ComputeCapability other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
