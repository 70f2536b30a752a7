package assay.analyzer.estimate;

/// What one kernel is expected to take on one device, with the terms that made it. All seconds are
/// NaN where the time is unknown; `how` then says why.
///
/// @param computeSeconds if only arithmetic cost
/// @param memorySeconds if only memory traffic cost
/// @param busySeconds on the device's units, the two combined
/// @param launchSeconds gaps on the device between its launches (GPU), or the provider's own cost
///   of a node (CPU)
/// @param low seconds; with `high` an interval that holds about 80 % of measurements
/// @param bound what the time is mostly made of
/// @param tiles thread blocks; 0 where the formula has none
/// @param waves thread blocks over processors
/// @param launches kernels launched
/// @param how algorithm, unit and parameters in words; for an unknown time the reason
public record KernelEstimate(
        Kernel kernel,
        double computeSeconds,
        double memorySeconds,
        double busySeconds,
        double launchSeconds,
        double low,
        double high,
        Bound bound,
        long tiles,
        double waves,
        int launches,
        String how) {
    /// A kernel whose time nobody knows, and why.
    public static KernelEstimate unknown(Kernel kernel, String why) {
        return new KernelEstimate(
                kernel,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Bound.UNKNOWN,
                0,
                0,
                0,
                why);
    }

    /// A node that runs nothing.
    static KernelEstimate nothing(Kernel.View view) {
        return new KernelEstimate(view, 0, 0, 0, 0, 0, 0, Bound.LAUNCH, 0, 0, 0, view.why());
    }

    static KernelEstimate of(
            Kernel kernel, Terms terms, double launchSeconds, Interval interval, String how) {
        double seconds = terms.seconds() + launchSeconds;
        return new KernelEstimate(
                kernel,
                terms.compute(),
                terms.memory(),
                terms.seconds(),
                launchSeconds,
                seconds * interval.low(),
                seconds * interval.high(),
                bound(terms, launchSeconds),
                terms.tiles(),
                terms.waves(),
                terms.launches(),
                how);
    }

    /// The same with all time on the device's units multiplied, as a provider's own kernels may be
    /// slower than the library's that the laws were fitted on.
    KernelEstimate slowed(double factor) {
        if (factor == 1) {
            return this;
        }
        double before = seconds();
        double after = busySeconds * factor + launchSeconds;
        return new KernelEstimate(
                kernel,
                computeSeconds * factor,
                memorySeconds * factor,
                busySeconds * factor,
                launchSeconds,
                low * after / before,
                high * after / before,
                bound,
                tiles,
                waves,
                launches,
                how);
    }

    /// Whether a time is known.
    public boolean known() {
        return bound != Bound.UNKNOWN;
    }

    /// Whether anything runs at all.
    public boolean runs() {
        return !(kernel instanceof Kernel.View);
    }

    /// Seconds with the launch gaps.
    public double seconds() {
        return busySeconds + launchSeconds;
    }

    /// Bytes read and written, each operand once.
    public double bytes() {
        return kernel.work().bytes();
    }

    /// Share of the last wave's processors that has nothing to do; 0 where there are no waves.
    public double tail() {
        return waves == 0 ? 0 : (Math.ceil(waves) - waves) / Math.ceil(waves);
    }

    private static Bound bound(Terms terms, double launch) {
        if (launch > Math.max(terms.compute(), terms.memory())) {
            return Bound.LAUNCH;
        }
        return terms.compute() >= terms.memory() ? Bound.COMPUTE : Bound.MEMORY;
    }
}
