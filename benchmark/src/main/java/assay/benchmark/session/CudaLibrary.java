package assay.benchmark.session;

import assay.benchmark.telemetry.Reading;
import java.nio.file.Path;

/// A shared library of the CUDA path and where it was found.
///
/// @param soname the name the linker asks for
/// @param role what it is needed for
/// @param location where it would be loaded from; missing with the reason
public record CudaLibrary(String soname, Role role, Reading<Location> location) {

    /// What a library is needed for.
    public enum Role {
        /// Comes with the NVIDIA driver.
        DRIVER,
        /// The CUDA provider is linked with it and does not load without it.
        LINKED,
        /// Loaded on first use: without it the provider works, slower or with fewer operators.
        LAZY,
        /// Loaded by other libraries of the set.
        SUPPORT
    }

    /// How a library was found.
    public enum Source {
        /// A folder named in `LD_LIBRARY_PATH`: the linker finds it by itself.
        LIBRARY_PATH,
        /// The system's linker cache or standard folders: the linker finds it by itself.
        SYSTEM,
        /// Assay's cache: it must be loaded beforehand.
        ASSAY_CACHE,
        /// A CUDA folder that the linker does not know: it must be loaded beforehand.
        CUDA_FOLDER
    }

    /// Where a library lies.
    ///
    /// @param path the file that carries the soname
    /// @param source how it was found
    public record Location(Path path, Source source) {

        /// Whether the linker would miss it without being given the path.
        public boolean needsPreload() {
            return switch (source) {
                case ASSAY_CACHE, CUDA_FOLDER -> true;
                case LIBRARY_PATH, SYSTEM -> false;
            };
        }
    }

    /// Its full version as the file that the soname links to is named, such as `12.6.4.1`; missing
    /// where that file bears the soname alone.
    public Reading<String> version() {
        return location.flatMap(found -> LibrarySearch.version(soname, found.path()));
    }
}
