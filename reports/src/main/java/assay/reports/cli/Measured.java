package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.onnx.OnnxReader;
import assay.benchmark.measurement.Measurement;
import assay.reports.redact.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A measurement, or why there is none.
record Measured(@Nullable Measurement measurement, String whyNot) {

    static Measured of(Measurement measurement) {
        return new Measured(measurement, "");
    }

    static Measured not(String why) {
        return new Measured(null, why);
    }

    /// The measurement in `file`, which must be of the model that was analysed.
    ///
    /// @param sha256 of that model where its file is not at hand; else empty
    static Measured read(Path file, Analysis analysis, String sha256) throws IOException {
        Measurement measurement = Measurement.read(file);
        String here = sha256.isEmpty() ? OnnxReader.sha256(analysis.model().path()) : sha256;
        if (!here.equals(measurement.model().sha256())) {
            throw new UsageException(
                    "--measurement "
                            + file
                            + ": it is of another model ("
                            + measurement.model().name()
                            + ", SHA-256 "
                            + clipped(measurement.model().sha256())
                            + "), not of "
                            + analysis.model().path());
        }
        return of(measurement);
    }

    private static String clipped(String sha256) {
        return sha256.length() <= 12 ? sha256 : sha256.substring(0, 12) + "...";
    }

    /// The same without a name of the model.
    ///
    /// @param commandLine the command without names
    Measured redacted(Redaction redaction, String commandLine) {
        return new Measured(
                measurement == null ? null : redaction.measurement(measurement, commandLine),
                redaction.words(whyNot));
    }
}
