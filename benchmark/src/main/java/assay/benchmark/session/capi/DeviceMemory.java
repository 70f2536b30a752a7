package assay.benchmark.session.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The memory of a device, as ONNX Runtime names it.
///
/// @param name `Cpu` or `Cuda`
/// @param device its index
public record DeviceMemory(String name, int device) {

    /// Ordinary host memory.
    public static final DeviceMemory CPU = new DeviceMemory("Cpu", 0);

    /// Memory of the CUDA device with this index.
    public static DeviceMemory cuda(int device) {
        return new DeviceMemory("Cuda", device);
    }

    /// A new `OrtMemoryInfo*`; the caller releases it.
    MemorySegment info(OrtApi api, Arena arena) throws OrtStatus {
        MemorySegment out = arena.allocate(ADDRESS);
        api.memoryInfo(arena.allocateFrom(name), device, out);
        return out.get(ADDRESS, 0);
    }
}
