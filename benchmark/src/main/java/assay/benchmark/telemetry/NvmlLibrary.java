package assay.benchmark.telemetry;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The loaded NVML library: calls by name. A symbol that the library lacks answers as NVML itself
/// does for a function its driver lacks.
@SuppressWarnings("restricted") // calls native code through java.lang.foreign
final class NvmlLibrary implements AutoCloseable {
    private final Arena arena;
    private final SymbolLookup symbols;
    private final Map<String, Optional<MethodHandle>> functions = new ConcurrentHashMap<>();

    private NvmlLibrary(Arena arena, SymbolLookup symbols) {
        this.arena = arena;
        this.symbols = symbols;
    }

    /// Loads the library named by the system property `assay.nvml`, else the one that the driver
    /// installs.
    static Reading<NvmlLibrary> load() {
        var arena = Arena.ofShared();
        var library =
                DriverFiles.open(
                                "libnvidia-ml.so.1",
                                "nvml.dll",
                                System.getProperty("assay.nvml"),
                                arena)
                        .map(symbols -> new NvmlLibrary(arena, symbols));
        if (!library.isKnown()) {
            arena.close();
        }
        return library;
    }

    /// Calls a function that returns `nvmlReturn_t`.
    ///
    /// @param arguments `MemorySegment` for a pointer or handle, `Integer` for an int or enum,
    ///   `Long` for a 64-bit number
    int call(String function, Object... arguments) {
        return functions
                .computeIfAbsent(function, name -> link(name, arguments))
                .map(handle -> invoke(handle, arguments))
                .orElse(NvmlReturn.FUNCTION_NOT_FOUND);
    }

    boolean has(String function) {
        return symbols.find(function).isPresent();
    }

    private Optional<MethodHandle> link(String function, Object[] arguments) {
        var layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] =
                    switch (arguments[i]) {
                        case MemorySegment _ -> ValueLayout.ADDRESS;
                        case Long _ -> ValueLayout.JAVA_LONG;
                        default -> ValueLayout.JAVA_INT;
                    };
        }
        var descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts);
        return symbols.find(function)
                .map(address -> Linker.nativeLinker().downcallHandle(address, descriptor));
    }

    private static int invoke(MethodHandle handle, Object[] arguments) {
        try {
            return (int) handle.invokeWithArguments(arguments);
        } catch (Throwable unexpected) {
            throw new AssertionError("a downcall with checked arguments cannot throw", unexpected);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
