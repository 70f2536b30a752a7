package assay.benchmark.run;

import assay.benchmark.measurement.FirstRuns;
import assay.benchmark.stats.Agreement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/// Runs a model until its windows agree or a limit ends it.
final class WarmUp {

    /// So many windows in a row must agree.
    private static final int WINDOWS = 3;

    /// A window is at least this long, and at least one run.
    private static final double WINDOW_SECONDS = 0.05;

    private static final int RUNS_KEPT = 32;

    private WarmUp() {}

    /// Warms up and tells what was seen.
    ///
    /// @param run makes one run and returns its seconds
    /// @param firstRunSeconds the run already made to learn the outputs' shapes
    static FirstRuns until(
            DoubleSupplier run,
            double sessionSeconds,
            double firstRunSeconds,
            double limitSeconds,
            double tolerance) {
        List<Double> first = new ArrayList<>(List.of(firstRunSeconds));
        List<Double> medians = new ArrayList<>();
        long runs = 1;
        double used = firstRunSeconds;
        while (!Agreement.lastAgree(medians, WINDOWS, tolerance) && used < limitSeconds) {
            List<Double> window = new ArrayList<>();
            double length = 0;
            while (length < WINDOW_SECONDS && used + length < limitSeconds) {
                double seconds = run.getAsDouble();
                length += seconds;
                window.add(seconds);
                if (first.size() < RUNS_KEPT) {
                    first.add(seconds);
                }
            }
            runs += window.size();
            used += length;
            Collections.sort(window);
            medians.add(window.get(window.size() / 2));
        }
        boolean settled = Agreement.lastAgree(medians, WINDOWS, tolerance);
        return new FirstRuns(sessionSeconds, first, runs, used, settled);
    }
}
