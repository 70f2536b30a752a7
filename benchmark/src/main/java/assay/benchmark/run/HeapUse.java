package assay.benchmark.run;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/// What this thread has allocated on the Java heap, and how often the heap was collected.
///
/// @param allocatedBytes -1 where the virtual machine does not tell
record HeapUse(long allocatedBytes, long collections) {

    static HeapUse now() {
        long collections = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, bean.getCollectionCount());
        }
        return new HeapUse(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                        ? bean.getCurrentThreadAllocatedBytes()
                        : -1,
                collections);
    }

    HeapUse since(HeapUse earlier) {
        return new HeapUse(
                allocatedBytes < 0 ? -1 : allocatedBytes - earlier.allocatedBytes,
                collections - earlier.collections);
    }

    /// Bytes for each of `runs`, what the loop around them allocates included; null where unknown.
    @Nullable Double allocatedPer(long runs) {
        return allocatedBytes < 0 || runs == 0 ? null : (double) allocatedBytes / runs;
    }
}
