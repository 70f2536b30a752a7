package assay.benchmark.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One way up a ladder, several times at every count of threads, so that what slows the machine
/// down for a while spoils one of them at most; then once more for what still looks disturbed.
final class Climb {

    /// Shortest time on one rung that still gives a handful of runs, in seconds.
    private static final double LEAST_ON_RUNG = 0.02;

    /// Rounds where each rung gets a tenth of a second or more in each, and where it gets less.
    private static final int ROUNDS = 3;

    private static final int FEWEST_ROUNDS = 2;
    private static final double ENOUGH_ON_RUNG = 0.1;

    /// Share of the budget that may be spent on top of it on disturbed rungs.
    private static final double REPAIR = 0.15;

    private final List<Rung> rungs;
    private final TreeSet<Integer> threadCounts;
    private final RungTimer timer;
    private final CalibrationListener listener;
    private final List<RungTime> times = new ArrayList<>();

    Climb(Ladder ladder, int cores, RungTimer timer, CalibrationListener listener) {
        this.rungs = ladder.rungs();
        this.threadCounts = new TreeSet<>(List.of(1, Math.min(2, cores), cores));
        this.timer = timer;
        this.listener = listener;
    }

    /// @param start when the budget began, as `System.nanoTime` says
    List<RungTime> times(long start, double budgetSeconds) {
        int places = rungs.size() * threadCounts.size();
        int rounds = budgetSeconds >= ENOUGH_ON_RUNG * ROUNDS * places ? ROUNDS : FEWEST_ROUNDS;
        int all = rounds * places;
        int done = 0;
        for (int round = 0; round < rounds; round++) {
            int place = 0;
            for (Rung rung : rungs) {
                for (int threads : threadCounts) {
                    double left = budgetSeconds - since(start);
                    double share = Math.max(LEAST_ON_RUNG, left / (all - done));
                    RungTime time = timer.time(rung, threads, share);
                    if (round == 0) {
                        times.add(time);
                    } else {
                        times.set(place, times.get(place).with(time));
                    }
                    place++;
                    listener.measured(++done, all, words(rung, threads));
                }
            }
        }
        repair(start, budgetSeconds * (1 + REPAIR), budgetSeconds / all);
        return times;
    }

    private void repair(long start, double until, double share) {
        for (int i = 0; i < times.size() && since(start) < until; i++) {
            RungTime time = times.get(i);
            if (new Disturbance(times).spoils(time)) {
                times.set(i, time.with(timer.time(time.rung(), time.threads(), share)));
            }
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private static String words(Rung rung, int threads) {
        return rung.name() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
