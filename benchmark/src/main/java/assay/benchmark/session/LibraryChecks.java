package assay.benchmark.session;

import assay.benchmark.session.CudaLibrary.Location;
import assay.benchmark.telemetry.Reading;
import java.util.ArrayList;
import java.util.List;

/// The [Doctor]'s look at the CUDA libraries.
final class LibraryChecks {
    private static final String INSTALL = "assay doctor --install-cuda";

    private LibraryChecks() {}

    static List<Check> of(CudaLibraries libraries, boolean hasDriver) {
        var checks = new ArrayList<Check>();
        for (var library : libraries.libraries()) {
            checks.add(of(library, hasDriver));
        }
        return checks;
    }

    private static Check of(CudaLibrary library, boolean hasDriver) {
        return switch (library.location()) {
            case Reading.Known<Location>(Location found) -> {
                String missing = CudaLibraries.missingSymbol(library.soname(), found.path());
                yield missing == null
                        ? Check.ok(library.soname(), found(library, found))
                        : tooOld(library, found(library, found), missing, hasDriver);
            }
            case Reading.Missing<Location>(String why) ->
                    hasDriver
                            ? absent(library, why)
                            : Check.unknown(library.soname(), why + "; needed for CUDA alone");
        };
    }

    private static Check tooOld(
            CudaLibrary library, String found, String symbol, boolean hasDriver) {
        var diagnosis = new CudaDiagnosis.LibraryTooOld(symbol, library.soname());
        String detail = found + ": too old, it has no " + symbol;
        return hasDriver
                ? Check.fail(library.soname(), detail, diagnosis.advice())
                : Check.unknown(library.soname(), detail);
    }

    private static String found(CudaLibrary library, Location location) {
        String version =
                switch (library.version()) {
                    case Reading.Known<String>(String known) -> ", version " + known;
                    case Reading.Missing<String> _ -> "";
                };
        String source =
                switch (location.source()) {
                    case LIBRARY_PATH -> "on LD_LIBRARY_PATH";
                    case SYSTEM -> "known to the linker";
                    case ASSAY_CACHE -> "in Assay's cache, loaded beforehand";
                    case CUDA_FOLDER ->
                            "in a folder that the linker does not know, loaded beforehand";
                };
        return location.path() + version + " (" + source + ")";
    }

    private static Check absent(CudaLibrary library, String why) {
        return switch (library.role()) {
            case DRIVER -> Check.fail(library.soname(), why, new CudaDiagnosis.NoDriver().advice());
            case LINKED -> Check.fail(library.soname(), why, INSTALL);
            case LAZY ->
                    Check.warn(
                            library.soname(),
                            why + ": the provider works without it, with fewer or slower kernels",
                            INSTALL);
            case SUPPORT ->
                    Check.unknown(library.soname(), why + "; only some other libraries want it");
        };
    }
}
