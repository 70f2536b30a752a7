package assay.reports.cli;

import assay.benchmark.measurement.Measurement;
import assay.reports.history.HistoryFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where results are kept for `assay history`: nowhere unless a folder is named, so that nothing is
/// written that nobody asked for.
final class Keeping {

    /// Names the folder where `--history` does not.
    static final String VARIABLE = "ASSAY_HISTORY";

    @Option(
            names = "--history",
            paramLabel = "DIR",
            description =
                    "Keeps the measurement there for 'assay history' (default: " + VARIABLE + ").")
    @Nullable Path folder;

    static @Nullable Path fromEnvironment() {
        String named = System.getenv(VARIABLE);
        return named == null || named.isBlank() ? null : Path.of(named);
    }

    /// Refuses a folder that cannot be written, before anything is measured.
    ///
    /// @throws UsageException when it cannot be made or written
    void check() {
        Path to = folder();
        if (to != null) {
            OwnFiles.makeFolder("--history", to);
        }
    }

    private @Nullable Path folder() {
        return folder == null ? fromEnvironment() : folder;
    }

    /// Keeps the measurement where a folder is named.
    void keep(Measurement measurement, Console console) throws IOException {
        Path to = folder();
        if (to != null) {
            console.say("kept in " + HistoryFolder.add(to, measurement));
        }
    }
}
