package assay.reports.history;

import assay.benchmark.measurement.Measurement;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder of measurements, one a file, as `assay bench --json` writes them: `assay card` and
/// `assay bench` add to it, and any file or folder may be put into it or taken out by hand.
///
/// @param measurements by time, oldest first
/// @param unread files that are none, with the reason
public record HistoryFolder(List<Measurement> measurements, SortedMap<String, String> unread) {

    /// How deep folders are looked into.
    private static final int DEPTH = 4;

    public HistoryFolder {
        measurements = List.copyOf(measurements);
    }

    /// Reads every `.json` file in the folder and in those inside it.
    ///
    /// @throws IOException when the folder cannot be read
    public static HistoryFolder read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.walk(folder, DEPTH)) {
            files = inside.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        List<Measurement> read = new ArrayList<>();
        SortedMap<String, String> unread = new TreeMap<>();
        for (Path file : files) {
            try {
                read.add(Measurement.read(file));
            } catch (IOException e) {
                unread.put(folder.relativize(file).toString(), String.valueOf(e.getMessage()));
            }
        }
        read.sort(Comparator.comparing(HistoryFolder::time));
        return new HistoryFolder(read, unread);
    }

    /// When a measurement began, ISO 8601; empty where it does not say, which sorts first.
    static String time(Measurement measurement) {
        String time = measurement.environment().time();
        return time == null ? "" : time;
    }

    /// Adds a measurement under a name made of its time and its model, and of a number where
    /// another of the same second has that name: it may be that of a run beside this one.
    public static Path add(Path folder, Measurement measurement) throws IOException {
        Files.createDirectories(folder);
        String time = time(measurement).replaceAll("[^0-9TZ]", "");
        String sha256 = measurement.model().sha256();
        String stem = time + "-" + sha256.substring(0, Math.min(8, sha256.length()));
        Path file = claimed(folder, stem);
        try {
            measurement.write(file);
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
        return file;
    }

    /// A new, empty file, so that nobody else takes its name.
    private static Path claimed(Path folder, String stem) throws IOException {
        for (int i = 1; ; i++) {
            Path file = folder.resolve(stem + (i == 1 ? "" : "-" + i) + ".json");
            try {
                return Files.createFile(file);
            } catch (FileAlreadyExistsException _) {
                // the next number
            }
        }
    }

    /// The measurements that may be set beside each other: of one model name, device, provider,
    /// precision and set of options. The model's file may have changed between them.
    public SortedMap<String, List<Measurement>> series() {
        Map<String, List<Measurement>> series = new TreeMap<>();
        for (Measurement each : measurements) {
            String options =
                    each.options().isEmpty()
                            ? ""
                            : ", " + each.options().toString().replace("{", "").replace("}", "");
            series.computeIfAbsent(
                            each.model().name()
                                    + " on "
                                    + each.device()
                                    + " ("
                                    + each.provider()
                                    + ", "
                                    + each.precision()
                                    + options
                                    + ")",
                            _ -> new ArrayList<>())
                    .add(each);
        }
        return new TreeMap<>(series);
    }
}
