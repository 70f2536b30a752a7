package assay.benchmark.measurement;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A warning's sentence, with what to do about it.
final class Advice {

    private Advice() {}

    static String of(Warning warning) {
        return switch (warning) {
            case Warning.Noisy(double iqr, double limit) ->
                    String.format(
                            Locale.ROOT,
                            "The middle half of the runs spreads over %s of the median (limit %s):"
                                    + " close other programs, or measure longer with --thorough.",
                            percent(iqr),
                            percent(limit));
            case Warning.WideInterval(double width, double target) ->
                    String.format(
                            Locale.ROOT,
                            "The median is known to ±%s, not to the ±%s aimed at: give a larger"
                                    + " --budget.",
                            percent(width),
                            percent(target));
            case Warning.OneProcess() ->
                    "Measured in one process only, so the spread between processes is unknown:"
                            + " give a larger --budget.";
            case Warning.TailUnproven(double percentile, long samples, long missing) ->
                    String.format(
                            Locale.ROOT,
                            "p%s is only indicative: %d samples, %d more are needed to bound it at"
                                    + " 99 %% confidence.",
                            plain(percentile),
                            samples,
                            missing);
            case Warning.Cold(double first, double last) ->
                    String.format(
                            Locale.ROOT,
                            "Still warming up when timed: the first window took %s ms, the last %s"
                                    + " ms; give a larger --budget.",
                            millis(first),
                            millis(last));
            case Warning.Contended(double foreign, double stolen) ->
                    String.format(
                            Locale.ROOT,
                            "Other processes took %s of the processor time and other virtual"
                                    + " machines %s: repeat on an idle machine.",
                            percent(foreign),
                            percent(stolen));
            case Warning.DeviceShared(double share) ->
                    "Other processes ran on the device for "
                            + percent(share)
                            + " of the time: close them and repeat; nvidia-smi lists them.";
            case Warning.Throttled(String reason, double share) ->
                    String.format(
                            Locale.ROOT,
                            "The device held its clocks down (%s) for %s of the time: improve"
                                    + " cooling, raise the power limit, or lock the clocks.",
                            reason,
                            percent(share));
            case Warning.FellBack(String provider, var operators) ->
                    String.format(
                            Locale.ROOT,
                            "Ran partly on %s (%s): these operators have no kernel on the device"
                                    + " asked for.",
                            provider,
                            String.join(", ", operators));
            case Warning.NotOnCuda(String why) -> why;
            case Warning.Drifted(long batch, List<Double> medians) ->
                    String.format(
                            Locale.ROOT,
                            "The machine's speed moved during the run: batch %d, measured %d times"
                                    + " through it, took %s to %s ms (%s ms at first, %s ms at last);"
                                    + " compare across batch sizes with care.",
                            batch,
                            medians.size(),
                            millis(Collections.min(medians)),
                            millis(Collections.max(medians)),
                            millis(medians.getFirst()),
                            millis(medians.getLast()));
            case Warning.FixedBatch(long batch) ->
                    String.format(
                            Locale.ROOT,
                            "The model fixes its batch size to %d; export it with a dynamic batch"
                                    + " to measure others.",
                            batch);
            case Warning.Skipped(double needed, double left) ->
                    String.format(
                            Locale.ROOT,
                            "Left out: it needs about %s s and %s s of the budget were left; give a"
                                    + " larger --budget or fewer --batches.",
                            plain(Math.ceil(needed)),
                            plain(Math.floor(left)));
            case Warning.TimedOut(double limit) ->
                    String.format(
                            Locale.ROOT,
                            "Ended after %s s without a result: the provider hangs or the batch is"
                                    + " too large for this machine.",
                            plain(Math.ceil(limit)));
            case Warning.OutOfMemory(String what) ->
                    String.format(Locale.ROOT, "Memory ran out (%s): use a smaller batch.", what);
            case Warning.Failed(String what) ->
                    String.format(Locale.ROOT, "The run failed: %s", what);
            case Warning.NoProfile(String why) ->
                    String.format(Locale.ROOT, "No times per operator: %s", why);
            case Warning.Interrupted() ->
                    "The run was cut short: batch sizes not listed were not reached.";
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    private static String millis(double seconds) {
        double millis = seconds * 1e3;
        return String.format(Locale.ROOT, millis < 999.5 ? "%.3g" : "%.0f", millis);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.valueOf(value);
    }
}
