package assay.benchmark.telemetry;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The C library of a Linux system.
public final class Glibc {
    private static final long LONGEST_VERSION = 64;

    private Glibc() {}

    /// Its version, such as `2.36`; missing where the C library is another one.
    @SuppressWarnings("restricted") // calls native code through java.lang.foreign
    public static Reading<String> version() {
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup().find("gnu_get_libc_version");
        if (function.isEmpty()) {
            return Reading.missing("this system's C library is not glibc");
        }
        try {
            var text =
                    (MemorySegment)
                            linker.downcallHandle(
                                            function.get(),
                                            FunctionDescriptor.of(ValueLayout.ADDRESS))
                                    .invokeExact();
            return Reading.known(text.reinterpret(LONGEST_VERSION).getString(0));
        } catch (Throwable unexpected) {
            throw new AssertionError("a downcall without arguments cannot throw", unexpected);
        }
    }
}
