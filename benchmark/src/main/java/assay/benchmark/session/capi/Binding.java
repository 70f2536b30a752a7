package assay.benchmark.session.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Inputs and outputs of a session that lie in a device's memory, and runs from the ones to the
/// others.
///
/// An input is copied to where its nodes want it when it is bound, not when the session runs. An
/// output is allocated by the first run and written in place by those after [#keepOutputs].
@SuppressWarnings("restricted") // calls native code through java.lang.foreign
public final class Binding implements AutoCloseable {

    private final NativeSession session;
    private final OrtApi api;
    private final MemorySegment memory;
    private final MemorySegment binding;
    private final List<String> outputs = new ArrayList<>();
    private final List<MemorySegment> values = new ArrayList<>();

    private Binding(NativeSession session, MemorySegment memory, MemorySegment binding) {
        this.session = session;
        this.api = session.api();
        this.memory = memory;
        this.binding = binding;
    }

    static Binding of(NativeSession session, DeviceMemory memory) throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = memory.info(session.api(), arena);
            MemorySegment out = arena.allocate(ADDRESS);
            try {
                session.api().call(Slot.CREATE_IO_BINDING, session.handle(), out);
            } catch (OrtStatus e) {
                session.api().release(Slot.RELEASE_MEMORY_INFO, info);
                throw e;
            }
            return new Binding(session, info, out.get(ADDRESS, 0));
        }
    }

    /// Binds the tensor at the address of an `OrtValue` as input `name`. Its memory must live as
    /// long as this binding.
    public void input(String name, long value) throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            api.call(
                    Slot.BIND_INPUT,
                    binding,
                    arena.allocateFrom(name),
                    MemorySegment.ofAddress(value));
        }
    }

    /// Has output `name` written into the device's memory.
    public void output(String name) throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            api.call(Slot.BIND_OUTPUT_TO_DEVICE, binding, arena.allocateFrom(name), memory);
        }
        outputs.add(name);
    }

    /// Runs once and returns when the device is done.
    public void run() throws OrtStatus {
        api.call(Slot.RUN_WITH_BINDING, session.handle(), MemorySegment.NULL, binding);
    }

    /// Has later runs write into the outputs of the run before.
    public void keepOutputs() throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            api.call(Slot.GET_ALLOCATOR_WITH_DEFAULT_OPTIONS, out);
            MemorySegment allocator = out.get(ADDRESS, 0);
            MemorySegment count = arena.allocate(JAVA_LONG);
            api.call(Slot.GET_BOUND_OUTPUT_VALUES, binding, allocator, out, count);
            long length = count.get(JAVA_LONG, 0);
            for (long i = 0; i < length; i++) {
                values.add(NativeSession.element(out, length, i));
            }
            api.call(Slot.ALLOCATOR_FREE, allocator, out.get(ADDRESS, 0));
            for (int i = 0; i < values.size(); i++) {
                api.call(
                        Slot.BIND_OUTPUT,
                        binding,
                        arena.allocateFrom(outputs.get(i)),
                        values.get(i));
            }
        }
    }

    /// The first `bytes` of kept output `name`, valid until this binding is closed. For host memory
    /// only.
    public MemorySegment bytes(String name, long bytes) throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ADDRESS);
            api.call(Slot.GET_TENSOR_MUTABLE_DATA, values.get(outputs.indexOf(name)), out);
            return out.get(ADDRESS, 0).reinterpret(bytes).asReadOnly();
        }
    }

    @Override
    public void close() {
        for (MemorySegment value : values) {
            api.release(Slot.RELEASE_VALUE, value);
        }
        values.clear();
        api.release(Slot.RELEASE_IO_BINDING, binding);
        api.release(Slot.RELEASE_MEMORY_INFO, memory);
    }
}
