package assay.reports.cli;

import assay.benchmark.calibrate.NoiseCache;
import assay.benchmark.measurement.Comparison;
import assay.benchmark.measurement.Noise;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A/A runs: a model compared with itself, to learn which differences this machine shows by chance.
final class NoiseCalibration {

    private static final int PAIRS = 20;
    private static final String FULL = "180s";
    private static final String QUICK = "70s";

    private NoiseCalibration() {}

    /// Measures, keeps what is found, and returns its file.
    static Path run(
            String model,
            MeasureOptions measure,
            boolean quick,
            String commandLine,
            Console console,
            PrintWriter err)
            throws IOException {
        measure.budget = quick ? QUICK : FULL;
        Comparison large = compare(model, measure, commandLine, console);
        Comparison small =
                compare(NoiseCache.smallModel().toString(), measure, commandLine, console);
        Noise noise;
        try {
            noise = Noise.of(large, small);
        } catch (IllegalArgumentException e) {
            throw new IOException("no noise could be found: " + e.getMessage(), e);
        }
        Path kept = NoiseCache.store(noise);
        said(err, "medians", noise.strays().typical());
        said(err, "fastest twentieths", noise.strays().undisturbed());
        return kept;
    }

    private static void said(PrintWriter err, String level, Noise.Stray stray) {
        err.printf(
                "%s: two interleaved runs of the same model differ by up to %s, of the smallest by %s;"
                        + " the machine's speed moved by %s%n",
                level,
                Numbers.text(stray.relative(), Unit.FRACTION),
                Numbers.text(stray.floorSeconds(), Unit.SECONDS),
                Numbers.text(stray.drift(), Unit.FRACTION));
    }

    private static Comparison compare(
            String model, MeasureOptions measure, String commandLine, Console console)
            throws IOException {
        ModelOptions options = new ModelOptions();
        options.batches = List.of(1L);
        return new CompareRun(
                        model,
                        model,
                        Map.of(),
                        Map.of(),
                        PAIRS,
                        new MarginOptions(),
                        options,
                        measure)
                .run(commandLine, console, _ -> {}); // half a calibration tells nothing
    }
}
