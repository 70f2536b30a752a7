package assay.benchmark.telemetry;

import java.util.Arrays;
import oshi.hardware.CentralProcessor.TickType;

/// Time of all cores together since the system started, in seconds.
///
/// @param busy neither idle nor waiting for a disk nor stolen
/// @param stolen taken by the hypervisor
/// @param total of all kinds
record CoreTimes(double busy, double stolen, double total) {

    private static final double MILLISECOND = 1e-3;

    /// Linux counts in hundredths of a second on every processor.
    private static final double TICK = 1e-2;

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;

    /// From Linux's `/proc/stat`, whose first line has user, nice, system, idle, waiting,
    /// interrupts, soft interrupts, stolen; the guests' times after them are within user's.
    static CoreTimes ofProc(String stat) {
        String[] fields = stat.substring(0, Math.max(0, stat.indexOf('\n'))).split(" +", -1);
        double[] seconds = new double[STOLEN + 1];
        for (int i = 0; i < seconds.length && i + 1 < fields.length; i++) {
            seconds[i] = Long.parseLong(fields[i + 1]) * TICK;
        }
        return of(seconds, IDLE, WAITING, STOLEN);
    }

    /// From OSHI's milliseconds by [TickType].
    static CoreTimes ofTicks(long[] ticks) {
        return of(
                Arrays.stream(ticks).mapToDouble(tick -> tick * MILLISECOND).toArray(),
                TickType.IDLE.getIndex(),
                TickType.IOWAIT.getIndex(),
                TickType.STEAL.getIndex());
    }

    private static CoreTimes of(double[] seconds, int idle, int waiting, int stolen) {
        double total = Arrays.stream(seconds).sum();
        return new CoreTimes(
                total - seconds[idle] - seconds[waiting] - seconds[stolen], seconds[stolen], total);
    }
}
