package assay.benchmark.telemetry;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The libraries that the NVIDIA driver installs, loaded by name, else from the folders where
/// containers, WSL and some distributions keep them without telling the linker.
@SuppressWarnings("restricted") // calls native code through java.lang.foreign
public final class DriverFiles {

    /// Folders of the driver that the linker may not know.
    public static final List<Path> FOLDERS =
            List.of(
                    Path.of("/usr/lib/wsl/lib"),
                    Path.of("/usr/local/nvidia/lib64"),
                    Path.of("/usr/lib64/nvidia"),
                    Path.of("/run/opengl-driver/lib"));

    private DriverFiles() {}

    /// Loads `linux` or `windows` by name, or the file `asked` where that is not null.
    static Reading<SymbolLookup> open(
            String linux, String windows, @Nullable String asked, Arena arena) {
        String name = isWindows() ? windows : linux;
        var places = new ArrayList<String>();
        if (asked != null) {
            places.add(asked);
        } else {
            places.add(name);
            FOLDERS.stream()
                    .map(folder -> folder.resolve(linux))
                    .filter(Files::isRegularFile)
                    .forEach(file -> places.add(file.toString()));
        }
        for (String place : places) {
            try {
                return Reading.known(
                        place.equals(name)
                                ? SymbolLookup.libraryLookup(name, arena)
                                : SymbolLookup.libraryLookup(Path.of(place), arena));
            } catch (IllegalArgumentException _) {
                // not there: the next place
            }
        }
        return Reading.missing(
                places.getFirst()
                        + " cannot be loaded: no NVIDIA driver is installed on this machine");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
