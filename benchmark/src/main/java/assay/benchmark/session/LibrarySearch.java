package assay.benchmark.session;

import assay.benchmark.session.CudaLibrary.Location;
import assay.benchmark.session.CudaLibrary.Source;
import assay.benchmark.telemetry.DriverFiles;
import assay.benchmark.telemetry.Reading;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks for shared libraries where Linux's dynamic linker does, and where CUDA is wont to lie.
///
/// @param libraryPath the folders of `LD_LIBRARY_PATH`
/// @param linkerCache soname to file, as `ldconfig -p` lists it
/// @param standard the linker's standard folders
/// @param cudaFolders folders of CUDA that the linker does not know of, the newest first, and of
///   the driver
record LibrarySearch(
        List<Path> libraryPath,
        Map<String, Path> linkerCache,
        List<Path> standard,
        List<Path> cudaFolders) {

    private static final Pattern CACHE_LINE =
            Pattern.compile("^\\s*(\\S+) \\([^)]*x86-64[^)]*\\) => (\\S+)$");

    /// A search as this process would make it.
    static LibrarySearch ofThisProcess() {
        return new LibrarySearch(
                folders(System.getenv().getOrDefault("LD_LIBRARY_PATH", "")),
                parseCache(ldconfig()),
                List.of(
                        Path.of("/lib/x86_64-linux-gnu"),
                        Path.of("/usr/lib/x86_64-linux-gnu"),
                        Path.of("/lib64"),
                        Path.of("/usr/lib64"),
                        Path.of("/lib"),
                        Path.of("/usr/lib")),
                Stream.concat(
                                cudaFolders(Path.of("/usr/local")).stream(),
                                DriverFiles.FOLDERS.stream())
                        .toList());
    }

    /// The library as the linker finds it, else in a CUDA folder.
    Reading<Location> find(String soname) {
        for (Path folder : libraryPath) {
            if (Files.isRegularFile(folder.resolve(soname))) {
                return Reading.known(new Location(folder.resolve(soname), Source.LIBRARY_PATH));
            }
        }
        Path cached = linkerCache.get(soname);
        if (cached != null && Files.isRegularFile(cached)) {
            return Reading.known(new Location(cached, Source.SYSTEM));
        }
        for (Path folder : standard) {
            if (Files.isRegularFile(folder.resolve(soname))) {
                return Reading.known(new Location(folder.resolve(soname), Source.SYSTEM));
            }
        }
        for (Path folder : cudaFolders) {
            if (Files.isRegularFile(folder.resolve(soname))) {
                return Reading.known(new Location(folder.resolve(soname), Source.CUDA_FOLDER));
            }
        }
        return Reading.missing("not found");
    }

    private static List<Path> folders(String path) {
        var folders = new ArrayList<Path>();
        for (String part : path.split(File.pathSeparator, -1)) {
            if (!part.isBlank()) {
                folders.add(Path.of(part));
            }
        }
        return List.copyOf(folders);
    }

    /// The 64-bit libraries in the output of `ldconfig -p`; the first of a name wins, as it does
    /// for the linker.
    static Map<String, Path> parseCache(String output) {
        var cache = new HashMap<String, Path>();
        for (String line : output.lines().toList()) {
            var matcher = CACHE_LINE.matcher(line);
            if (matcher.matches()) {
                cache.putIfAbsent(matcher.group(1), Path.of(matcher.group(2)));
            }
        }
        return Map.copyOf(cache);
    }

    /// The list of the linker's cache, empty where there is no `ldconfig`.
    private static String ldconfig() {
        for (Path command : List.of(Path.of("/sbin/ldconfig"), Path.of("/usr/sbin/ldconfig"))) {
            if (Files.isExecutable(command)) {
                return output(command);
            }
        }
        return "";
    }

    private static String output(Path command) {
        try {
            var process =
                    new ProcessBuilder(command.toString(), "-p")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    /// The library folders of every `cuda*` folder there, the newest version first.
    static List<Path> cudaFolders(Path root) {
        try (var entries = Files.list(root)) {
            return entries.filter(path -> path.getFileName().toString().startsWith("cuda"))
                    .sorted(Comparator.comparing(LibrarySearch::versionKey).reversed())
                    .map(path -> path.resolve("lib64"))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /// `cuda-12.10` after `cuda-12.9`: each number padded.
    private static String versionKey(Path folder) {
        return Pattern.compile("\\d+")
                .matcher(folder.getFileName().toString())
                .replaceAll(number ->
                        "0".repeat(Math.max(0, 6 - number.group().length())) + number.group());
    }

    /// The version in the name of the file that a soname links to.
    static Reading<String> version(String soname, Path path) {
        String stem = soname.substring(0, soname.indexOf(".so.") + ".so.".length());
        try {
            String name = path.toRealPath().getFileName().toString();
            return name.startsWith(stem) && name.length() > soname.length()
                    ? Reading.known(name.substring(stem.length()))
                    : Reading.missing("the file's name does not say");
        } catch (IOException e) {
            return Reading.missing("the file cannot be read");
        }
    }
}
