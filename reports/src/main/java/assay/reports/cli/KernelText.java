package assay.reports.cli;

import assay.benchmark.measurement.KernelTime;
import assay.benchmark.measurement.KernelTimes;
import assay.reports.card.Numbers;
import assay.reports.card.Printable;
import assay.reports.card.Unit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Kernels that were timed by themselves, for a terminal: the largest with their times beside the
/// runtime's profile, and how well they add up to the whole.
final class KernelText {

    private static final int SHOWN = 10;

    private KernelText() {}

    static void print(KernelTimes times, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "kernels of batch %d, each timed by itself: together %s, %.3f of the whole run (%s); %d nodes not timed%n",
                times.batch(),
                Numbers.text(times.sumSeconds(), Unit.SECONDS),
                times.sumSeconds() / times.wholeSeconds(),
                Numbers.text(times.wholeSeconds(), Unit.SECONDS),
                times.missing().size());
        Map<String, Long> reasons =
                times.missing().values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        why -> why, TreeMap::new, Collectors.counting()));
        reasons.forEach(
                (why, nodes) -> out.printf("%6d not timed: %s%n", nodes, Printable.line(why)));
        List<KernelTime> largest = new ArrayList<>(times.kernels());
        largest.sort(
                Comparator.comparingDouble((KernelTime k) -> k.seconds() * k.nodes().size())
                        .reversed());
        out.printf("%6s %12s %12s %9s  %s%n", "nodes", "kernel", "in profile", "", "operator");
        for (KernelTime kernel : largest.subList(0, Math.min(SHOWN, largest.size()))) {
            double profiled = times.profileSeconds(kernel);
            out.printf(
                    Locale.ROOT,
                    "%6d %12s %12s %9s  %s %s%n",
                    kernel.nodes().size(),
                    Numbers.text(kernel.seconds(), Unit.SECONDS),
                    profiled > 0 ? Numbers.text(profiled, Unit.SECONDS) : "-",
                    profiled > 0
                            ? String.format(
                                    Locale.ROOT,
                                    "%+.1f %%",
                                    100 * (kernel.seconds() / profiled - 1))
                            : "",
                    Printable.clip(kernel.operator(), 40),
                    Printable.clip(String.join(" ", kernel.inputs()), 80));
        }
        Double added = times.profilerSeconds();
        if (added != null) {
            out.println(
                    "       (in profile: less the "
                            + Numbers.text(added, Unit.SECONDS)
                            + " that the profiler itself adds to a node)");
        }
    }
}
