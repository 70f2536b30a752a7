package assay.benchmark.telemetry;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;

/// CUDA's own list of devices, asked of the driver's library: CUDA puts the fastest device first
/// unless `CUDA_DEVICE_ORDER=PCI_BUS_ID` and leaves out what `CUDA_VISIBLE_DEVICES` hides, while
/// NVML lists all by their place on the bus. No context is made, so no device memory is taken.
///
/// The system property `assay.cuda` names another library to load.
@SuppressWarnings("restricted") // calls native code through java.lang.foreign
final class CudaDriver {

    private static final int SUCCESS = 0;
    private static final int BUS_ID_BYTES = 32;

    private final SymbolLookup symbols;

    private CudaDriver(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// The place on the bus of each device, in CUDA's order, as `domain:bus:device.function`.
    static Reading<List<String>> busIds() {
        try (var arena = Arena.ofShared()) {
            String asked = System.getProperty("assay.cuda");
            return DriverFiles.open("libcuda.so.1", "nvcuda.dll", asked, arena)
                    .flatMap(symbols -> new CudaDriver(symbols).read(arena));
        }
    }

    private Reading<List<String>> read(Arena arena) {
        int code = call("cuInit", 0);
        var count = arena.allocate(JAVA_INT);
        code = code == SUCCESS ? call("cuDeviceGetCount", count) : code;
        var ids = new ArrayList<String>();
        for (int i = 0; code == SUCCESS && i < count.get(JAVA_INT, 0); i++) {
            var device = arena.allocate(JAVA_INT);
            var text = arena.allocate(BUS_ID_BYTES);
            code = call("cuDeviceGet", device, i);
            code =
                    code == SUCCESS
                            ? call(
                                    "cuDeviceGetPCIBusId",
                                    text,
                                    BUS_ID_BYTES,
                                    device.get(JAVA_INT, 0))
                            : code;
            ids.add(NvmlStructs.text(text));
        }
        return code == SUCCESS
                ? Reading.known(List.copyOf(ids))
                : Reading.missing("CUDA's driver answers with error " + code);
    }

    private int call(String function, Object... arguments) {
        var layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] = arguments[i] instanceof MemorySegment ? ADDRESS : JAVA_INT;
        }
        try {
            return (int)
                    Linker.nativeLinker()
                            .downcallHandle(
                                    symbols.findOrThrow(function),
                                    FunctionDescriptor.of(JAVA_INT, layouts))
                            .invokeWithArguments(arguments);
        } catch (Throwable unexpected) {
            throw new AssertionError("every driver has " + function, unexpected);
        }
    }
}
