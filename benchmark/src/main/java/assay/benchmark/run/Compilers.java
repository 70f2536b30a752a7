package assay.benchmark.run;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/// The compilers of this virtual machine. What the start, the warm-up and each window's report made
/// hot they compile in threads of their own, which take a core from a model that uses all.
final class Compilers {

    private static final long STEP_MILLIS = 10;
    private static final int QUIET_STEPS = 3;
    private static final int MOST_STEPS = 30;

    private Compilers() {}

    /// Waits until no compilation has ended for a while, at most about a third of a second.
    static void settle() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        if (compilers == null || !compilers.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long before = compilers.getTotalCompilationTime();
        int quiet = 0;
        try {
            for (int step = 0; step < MOST_STEPS && quiet < QUIET_STEPS; step++) {
                Thread.sleep(STEP_MILLIS);
                long now = compilers.getTotalCompilationTime();
                quiet = now == before ? quiet + 1 : 0;
                before = now;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
