package assay.reports.cli;

import assay.benchmark.measurement.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that decides what a case's measurement is. It is left beside the measurement once that is
/// complete; while it still holds, the measurement need not be taken again.
///
/// @param settings by name
record CaseStamp(SortedMap<String, String> settings) {

    static final String FILE = "case.json";

    CaseStamp {
        settings = new TreeMap<>(settings);
    }

    boolean holdsIn(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) && Json.read(file, CaseStamp.class).equals(this);
        } catch (IOException _) {
            return false;
        }
    }

    void leaveIn(Path folder) throws IOException {
        Json.write(folder.resolve(FILE), this);
    }

    static void removeFrom(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }
}
