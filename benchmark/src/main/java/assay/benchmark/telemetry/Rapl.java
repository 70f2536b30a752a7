package assay.benchmark.telemetry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The processor packages' energy counters, as Linux's power-capping tree shows them. Most systems
/// let only the administrator read them. A counter that wraps is carried on.
final class Rapl {
    private static final Path TREE = Path.of("/sys/class/powercap");

    private final List<Path> packages;
    private final String why;
    private final Map<Path, Double> last = new HashMap<>();
    private final Map<Path, Double> wrapped = new HashMap<>();

    private Rapl(List<Path> packages, String why) {
        this.packages = packages;
        this.why = why;
    }

    static Rapl open() {
        return open(TREE);
    }

    /// @param tree the folder with one folder `intel-rapl:N` for each package
    static Rapl open(Path tree) {
        var packages = new ArrayList<Path>();
        try (DirectoryStream<Path> zones = Files.newDirectoryStream(tree, "intel-rapl:*")) {
            for (Path zone : zones) {
                if (zone.getFileName().toString().matches("intel-rapl:\\d+")) {
                    packages.add(zone);
                }
            }
        } catch (IOException _) {
            return new Rapl(List.of(), "this system shows no RAPL counters");
        }
        return new Rapl(List.copyOf(packages), "this system shows no RAPL counters");
    }

    /// Joules of all packages since an arbitrary moment.
    synchronized Reading<Double> joules() {
        if (packages.isEmpty()) {
            return Reading.missing(why);
        }
        double joules = 0;
        for (Path zone : packages) {
            try {
                double now = microjoules(zone.resolve("energy_uj"));
                if (now < last.getOrDefault(zone, 0.0)) {
                    double range = microjoules(zone.resolve("max_energy_range_uj"));
                    wrapped.merge(zone, range, Double::sum);
                }
                last.put(zone, now);
                joules += (now + wrapped.getOrDefault(zone, 0.0)) / 1e6;
            } catch (IOException | NumberFormatException _) {
                return Reading.missing("the RAPL counters are readable to the administrator only");
            }
        }
        return Reading.known(joules);
    }

    private static double microjoules(Path file) throws IOException {
        return Double.parseDouble(Files.readString(file).strip());
    }
}
