package assay.benchmark.session;

import assay.benchmark.session.CudaLibrary.Location;
import assay.benchmark.session.CudaLibrary.Role;
import assay.benchmark.session.CudaLibrary.Source;
import assay.benchmark.telemetry.Reading;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The shared libraries that ONNX Runtime's CUDA provider needs, and where each resolves on this
/// machine. A complete set in Assay's cache is preferred to the system's: it was fetched on
/// request.
///
/// @param libraries every library, the driver's first, then in the order in which they load
public record CudaLibraries(List<CudaLibrary> libraries) {

    /// Stands in each sentence about a library that did not load.
    static final String NOT_LOADED = " did not load: ";

    /// The oldest glibc that the provider runs on.
    public static final String OLDEST_GLIBC = "2.28";

    /// Copies the list.
    public CudaLibraries {
        libraries = List.copyOf(libraries);
    }

    /// Looks for the libraries.
    ///
    /// @param cache Assay's cache folder
    public static CudaLibraries find(Path cache) {
        if (!isSupported()) {
            return new CudaLibraries(
                    listed(_ ->
                            Reading.missing("looked for on Linux with an x86-64 processor only")));
        }
        return find(cache, LibrarySearch.ofThisProcess());
    }

    static CudaLibraries find(Path cache, LibrarySearch search) {
        boolean installed = CudaSet.isInstalled(cache);
        return new CudaLibraries(
                listed(soname ->
                        installed && CudaSet.LOAD_ORDER.contains(soname)
                                ? Reading.known(
                                        new Location(
                                                CudaSet.folder(cache).resolve(soname),
                                                Source.ASSAY_CACHE))
                                : search.find(soname)));
    }

    /// Whether this is a system that the opt-in set is made for.
    public static boolean isSupported() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                && System.getProperty("os.arch", "").equals("amd64");
    }

    private interface Search {
        Reading<Location> find(String soname);
    }

    private static List<CudaLibrary> listed(Search search) {
        var libraries = new ArrayList<CudaLibrary>();
        libraries.add(new CudaLibrary("libcuda.so.1", Role.DRIVER, search.find("libcuda.so.1")));
        for (String soname : CudaSet.LOAD_ORDER) {
            libraries.add(new CudaLibrary(soname, role(soname), search.find(soname)));
        }
        return libraries;
    }

    private static Role role(String soname) {
        return switch (soname) {
            case "libcudart.so.12", "libcublasLt.so.12", "libcublas.so.12", "libcurand.so.10" ->
                    Role.LINKED;
            case "libcufft.so.11", "libcudnn.so.9" -> Role.LAZY;
            default -> Role.SUPPORT;
        };
    }

    /// The sonames without which the provider does not load.
    public List<String> missing() {
        return libraries.stream()
                .filter(library ->
                        (library.role() == Role.LINKED || library.role() == Role.DRIVER)
                                && !library.location().isKnown())
                .map(CudaLibrary::soname)
                .toList();
    }

    /// What the provider wants of the CUDA runtime and versions before 12.8 lack; null where the
    /// library has it, is another one, or cannot be loaded to look.
    @SuppressWarnings("restricted") // calls native code through java.lang.foreign
    static @Nullable String missingSymbol(String soname, Path path) {
        String wanted = "cudaLibraryGetKernel";
        if (!soname.startsWith("libcudart.")) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup(path, arena).find(wanted).isPresent() ? null : wanted;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The library of this soname.
    ///
    /// @throws IllegalArgumentException for a name that is not of the CUDA path
    public CudaLibrary library(String soname) {
        return libraries.stream()
                .filter(library -> library.soname().equals(soname))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no CUDA library: " + soname));
    }

    /// Versions by soname, of those that are found and tell one; of Assay's own set its name.
    public SortedMap<String, String> versions() {
        var versions = new TreeMap<String, String>();
        for (var library : libraries) {
            boolean own =
                    library.location() instanceof Reading.Known<Location>(Location found)
                            && found.source() == Source.ASSAY_CACHE;
            if (library.version() instanceof Reading.Known<String>(String version)) {
                versions.put(library.soname(), version);
            } else if (own) {
                versions.put(library.soname(), "of " + CudaSet.NAME);
            }
        }
        return versions;
    }

    /// The files that the linker would not find by itself, in the order in which they load.
    public List<Path> preloads() {
        var paths = new ArrayList<Path>();
        for (var library : libraries) {
            if (library.location() instanceof Reading.Known<Location>(Location found)
                    && found.needsPreload()) {
                paths.add(found.path());
            }
        }
        return List.copyOf(paths);
    }

    /// Loads [#preloads] into this process, so that the provider finds them by their sonames. To be
    /// called before the first CUDA session; a second call does nothing new.
    ///
    /// @return a sentence for each library that did not load; empty when all did
    @SuppressWarnings("restricted") // calls native code through java.lang.foreign
    public List<String> preload() {
        var failures = new ArrayList<String>();
        for (Path path : preloads()) {
            try {
                System.load(path.toAbsolutePath().toString());
            } catch (UnsatisfiedLinkError e) {
                failures.add(path.getFileName() + NOT_LOADED + e.getMessage());
            }
        }
        return List.copyOf(failures);
    }
}
