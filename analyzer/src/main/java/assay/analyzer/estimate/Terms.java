package assay.analyzer.estimate;

/// What a family's formula makes of a kernel: time on the device's units alone, without launch or
/// dispatch.
///
/// @param compute seconds if only arithmetic cost
/// @param memory seconds if only memory traffic cost
/// @param seconds both combined
/// @param tiles thread blocks, 0 where the formula has none
/// @param waves thread blocks over processors
/// @param launches kernels launched
/// @param how the algorithm and its parameters in words
record Terms(
        double compute,
        double memory,
        double seconds,
        long tiles,
        double waves,
        int launches,
        String how) {
    /// Time on memory alone.
    static Terms streaming(double seconds, String how) {
        return new Terms(0, seconds, seconds, 0, 0, 1, how);
    }

    /// This, then that.
    Terms then(Terms next) {
        return new Terms(
                compute + next.compute,
                memory + next.memory,
                seconds + next.seconds,
                tiles + next.tiles,
                Math.max(waves, next.waves),
                launches + next.launches,
                how + ", then " + next.how);
    }

    /// The same `count` times over.
    Terms repeated(long count) {
        return new Terms(
                compute * count,
                memory * count,
                seconds * count,
                tiles * count,
                waves,
                Math.toIntExact(Math.min(Integer.MAX_VALUE, launches * count)),
                how + ", " + count + " times");
    }

    /// All times multiplied.
    Terms scaled(double factor) {
        return new Terms(
                compute * factor, memory * factor, seconds * factor, tiles, waves, launches, how);
    }

    /// The same with so many launches more.
    Terms withLaunches(int more) {
        return new Terms(compute, memory, seconds, tiles, waves, launches + more, how);
    }

    /// (a^p + b^p)^(1/p): the larger of two times that overlap, rounded where they are alike.
    static double norm(double a, double b, double p) {
        double large = Math.max(a, b);
        if (large == 0) {
            return 0;
        }
        double small = Math.min(a, b);
        return large * Math.pow(1 + Math.pow(small / large, p), 1 / p);
    }
}
