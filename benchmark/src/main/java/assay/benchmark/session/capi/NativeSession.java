package assay.benchmark.session.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the C interface tells of an open session. The session itself belongs to whoever opened it.
///
/// @param handle its `OrtSession*`
@SuppressWarnings("restricted") // calls native code through java.lang.foreign
public record NativeSession(OrtApi api, MemorySegment handle) {

    /// The session at this address.
    public static NativeSession at(OrtApi api, long address) {
        return new NativeSession(api, MemorySegment.ofAddress(address));
    }

    /// A new binding of this session's inputs and outputs to `memory`.
    public Binding bind(DeviceMemory memory) throws OrtStatus {
        return Binding.of(this, memory);
    }

    /// Statistics of the allocator that serves `memory`, by ONNX Runtime's names: `InUse`,
    /// `TotalAllocated`, `MaxInUse` and others, in bytes or counts. Empty where no arena is used.
    public SortedMap<String, Long> allocatorStatistics(DeviceMemory memory) throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = memory.info(api, arena);
            MemorySegment out = arena.allocate(ADDRESS);
            try {
                api.call(Slot.CREATE_ALLOCATOR, handle, info, out);
            } finally {
                api.release(Slot.RELEASE_MEMORY_INFO, info);
            }
            MemorySegment allocator = out.get(ADDRESS, 0);
            try {
                api.call(Slot.ALLOCATOR_GET_STATS, allocator, out);
                MemorySegment pairs = out.get(ADDRESS, 0);
                try {
                    return numbers(pairs, arena);
                } finally {
                    api.release(Slot.RELEASE_KEY_VALUE_PAIRS, pairs);
                }
            } finally {
                api.release(Slot.RELEASE_ALLOCATOR, allocator);
            }
        }
    }

    private SortedMap<String, Long> numbers(MemorySegment pairs, Arena arena) {
        MemorySegment keys = arena.allocate(ADDRESS);
        MemorySegment values = arena.allocate(ADDRESS);
        MemorySegment count = arena.allocate(JAVA_LONG);
        api.pairs(pairs, keys, values, count);
        long length = count.get(JAVA_LONG, 0);
        SortedMap<String, Long> numbers = new TreeMap<>();
        for (long i = 0; i < length; i++) {
            numbers.put(
                    OrtApi.text(element(keys, length, i)),
                    Long.parseLong(OrtApi.text(element(values, length, i))));
        }
        return numbers;
    }

    /// Nodes by the provider that they were assigned to, after ONNX Runtime's basic optimisations.
    /// Empty unless the session was opened with `session.record_ep_graph_assignment_info=1`.
    public SortedMap<String, Integer> placement() throws OrtStatus {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parts = arena.allocate(ADDRESS);
            MemorySegment count = arena.allocate(JAVA_LONG);
            api.call(Slot.SESSION_GET_EP_GRAPH_ASSIGNMENT_INFO, handle, parts, count);
            long length = count.get(JAVA_LONG, 0);
            SortedMap<String, Integer> nodes = new TreeMap<>();
            MemorySegment out = arena.allocate(ADDRESS);
            for (long i = 0; i < length; i++) {
                MemorySegment part = element(parts, length, i);
                api.call(Slot.EP_ASSIGNED_SUBGRAPH_GET_EP_NAME, part, out);
                String provider = OrtApi.text(out.get(ADDRESS, 0));
                api.call(Slot.EP_ASSIGNED_SUBGRAPH_GET_NODES, part, out, count);
                nodes.merge(provider, Math.toIntExact(count.get(JAVA_LONG, 0)), Integer::sum);
            }
            return nodes;
        }
    }

    /// Pointer `index` of the array of `length` pointers that `to` points to.
    static MemorySegment element(MemorySegment to, long length, long index) {
        return to.get(ADDRESS, 0)
                .reinterpret(length * ADDRESS.byteSize())
                .getAtIndex(ADDRESS, index);
    }
}
