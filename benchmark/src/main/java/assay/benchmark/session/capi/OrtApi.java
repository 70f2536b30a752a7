package assay.benchmark.session.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// ONNX Runtime's table of functions, and calls through it. Handles that a call gives belong to the
/// caller, who releases them.
@SuppressWarnings("restricted") // calls native code through java.lang.foreign
public final class OrtApi {

    /// The oldest version that has every [Slot].
    private static final int VERSION = 24;

    private static final long NAME_BYTES = 1 << 16;

    private static final MethodHandle GET_API = handle(FunctionDescriptor.of(ADDRESS, JAVA_INT));
    private static final MethodHandle RELEASE = handle(FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle ONE = status(ADDRESS);
    private static final MethodHandle TWO = status(ADDRESS, ADDRESS);
    private static final MethodHandle THREE = status(ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle FOUR = status(ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle MEMORY_INFO =
            status(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle PAIRS =
            handle(FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS));

    private final Map<Slot, MemorySegment> functions = new EnumMap<>(Slot.class);

    private OrtApi(MemorySegment table) {
        for (Slot slot : Slot.values()) {
            functions.put(slot, table.getAtIndex(ADDRESS, slot.index()));
        }
    }

    /// The table of the library at `library`, which is loaded if it is not yet.
    ///
    /// @throws OrtStatus if the library is too old
    public static OrtApi of(Path library) throws OrtStatus {
        MemorySegment base =
                pointer(
                                SymbolLookup.libraryLookup(library, Arena.global())
                                        .findOrThrow("OrtGetApiBase"))
                        .reinterpret(2 * ADDRESS.byteSize());
        MemorySegment table = getApi(base.get(ADDRESS, 0));
        if (table.equals(MemorySegment.NULL)) {
            throw new OrtStatus(library + " has no C interface of version " + VERSION);
        }
        long slots = Slot.EP_ASSIGNED_SUBGRAPH_GET_NODES.index() + 1L;
        return new OrtApi(table.reinterpret(slots * ADDRESS.byteSize()));
    }

    private static MemorySegment pointer(MemorySegment function) {
        try {
            return (MemorySegment)
                    Linker.nativeLinker()
                            .downcallHandle(function, FunctionDescriptor.of(ADDRESS))
                            .invokeExact();
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
    }

    private static MemorySegment getApi(MemorySegment function) {
        try {
            return (MemorySegment) GET_API.invokeExact(function, VERSION);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
    }

    void call(Slot slot, MemorySegment a) throws OrtStatus {
        MemorySegment status;
        try {
            status = (MemorySegment) ONE.invokeExact(at(slot), a);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
        check(status);
    }

    void call(Slot slot, MemorySegment a, MemorySegment b) throws OrtStatus {
        MemorySegment status;
        try {
            status = (MemorySegment) TWO.invokeExact(at(slot), a, b);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
        check(status);
    }

    void call(Slot slot, MemorySegment a, MemorySegment b, MemorySegment c) throws OrtStatus {
        MemorySegment status;
        try {
            status = (MemorySegment) THREE.invokeExact(at(slot), a, b, c);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
        check(status);
    }

    void call(Slot slot, MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment d)
            throws OrtStatus {
        MemorySegment status;
        try {
            status = (MemorySegment) FOUR.invokeExact(at(slot), a, b, c, d);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
        check(status);
    }

    /// `CreateMemoryInfo` for the default memory of a device, allocated through its arena.
    void memoryInfo(MemorySegment name, int device, MemorySegment out) throws OrtStatus {
        int arena = 1;
        int ordinary = 0;
        MemorySegment status;
        try {
            status =
                    (MemorySegment)
                            MEMORY_INFO.invokeExact(
                                    at(Slot.CREATE_MEMORY_INFO),
                                    name,
                                    arena,
                                    device,
                                    ordinary,
                                    out);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
        check(status);
    }

    /// `GetKeyValuePairs`, which cannot fail.
    void pairs(MemorySegment pairs, MemorySegment keys, MemorySegment values, MemorySegment count) {
        try {
            PAIRS.invokeExact(at(Slot.GET_KEY_VALUE_PAIRS), pairs, keys, values, count);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
    }

    void release(Slot slot, MemorySegment handle) {
        try {
            RELEASE.invokeExact(at(slot), handle);
        } catch (Throwable unexpected) {
            throw unexpected(unexpected);
        }
    }

    private MemorySegment at(Slot slot) {
        return Objects.requireNonNull(functions.get(slot), "every slot was looked up");
    }

    /// The text at a pointer to a C string.
    static String text(MemorySegment pointer) {
        return pointer.reinterpret(NAME_BYTES).getString(0);
    }

    private void check(MemorySegment status) throws OrtStatus {
        if (!status.equals(MemorySegment.NULL)) {
            try {
                MemorySegment said =
                        (MemorySegment) ONE.invokeExact(at(Slot.GET_ERROR_MESSAGE), status);
                throw new OrtStatus(text(said));
            } catch (OrtStatus refused) {
                throw refused;
            } catch (Throwable unexpected) {
                throw unexpected(unexpected);
            } finally {
                release(Slot.RELEASE_STATUS, status);
            }
        }
    }

    private static MethodHandle status(MemoryLayout... arguments) {
        return handle(FunctionDescriptor.of(ADDRESS, arguments));
    }

    private static MethodHandle handle(FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(descriptor);
    }

    private static AssertionError unexpected(Throwable thrown) {
        return new AssertionError("a downcall with checked arguments cannot throw", thrown);
    }
}
