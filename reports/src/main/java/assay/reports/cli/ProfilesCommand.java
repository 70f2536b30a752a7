package assay.reports.cli;

import assay.analyzer.device.CpuProfile;
import assay.analyzer.device.DeviceProfile;
import assay.analyzer.device.GpuProfile;
import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.analyzer.device.Unit;
import assay.reports.card.Numbers;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay profiles`: what is known.
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = "Lists the device profiles that estimates can be made for, or shows one.",
        footer = {
            "",
            "Examples:  assay profiles",
            "           assay profiles h100            (all whose id or name holds that)",
            "A device is added by dropping one JSON file into ~/.config/assay/profiles."
        })
final class ProfilesCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Id, or a part of id or name.")
    @Nullable String wanted;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Profiles profiles = Profiles.bundledAndUser();
        if (wanted == null) {
            profiles.all().forEach(profile -> line(profile, out));
            return Exit.DONE;
        }
        String part = wanted.toLowerCase(Locale.ROOT);
        List<DeviceProfile> like =
                profiles.all().stream()
                        .filter(p ->
                                p.id().contains(part)
                                        || p.name().toLowerCase(Locale.ROOT).contains(part))
                        .toList();
        if (profiles.find(wanted) instanceof Match.Known(DeviceProfile profile)) {
            show(profile, out);
            List<DeviceProfile> others = like.stream().filter(p -> !p.equals(profile)).toList();
            if (!others.isEmpty()) {
                out.println("Also:");
                others.forEach(other -> line(other, out));
            }
            return Exit.DONE;
        }
        if (like.isEmpty()) {
            throw new UsageException(
                    "no profile is called '" + wanted + "'; 'assay profiles' lists them");
        }
        like.forEach(profile -> line(profile, out));
        return Exit.DONE;
    }

    private static void line(DeviceProfile profile, PrintWriter out) {
        out.printf("%-44s %s%n", profile.id(), profile.name());
    }

    private static void show(DeviceProfile profile, PrintWriter out) {
        out.println(profile.name() + "  (" + profile.id() + ")");
        switch (profile) {
            case GpuProfile gpu -> {
                row(out, "architecture", gpu.architecture() + ", " + gpu.form());
                row(out, "processors", Numbers.count(gpu.processors()));
                new TreeMap<>(gpu.rates())
                        .forEach((unit, rate) -> row(out, label(unit), rate(rate)));
                row(
                        out,
                        "memory",
                        Numbers.text(gpu.memory().bytes(), assay.reports.card.Unit.BYTES)
                                + " "
                                + gpu.memory().type());
                row(
                        out,
                        "bandwidth",
                        Numbers.text(
                                gpu.memory().bandwidth(),
                                assay.reports.card.Unit.BYTES_PER_SECOND));
            }
            case CpuProfile cpu -> {
                row(out, "cores", cpu.cores() + ", " + cpu.threads() + " threads");
                row(out, "calibrated", cpu.calibrated() ? "yes" : "no");
                for (CpuProfile.RatePoint point : cpu.rates()) {
                    row(
                            out,
                            point.family().word() + ", " + point.threads() + " threads",
                            rate(point.flopsPerSecond())
                                    + " at "
                                    + Numbers.text(point.flops(), assay.reports.card.Unit.FLOPS));
                }
            }
        }
        row(out, "trust", profile.provenance().toString());
    }

    private static String label(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String rate(double rate) {
        return Numbers.text(rate, assay.reports.card.Unit.FLOPS_PER_SECOND);
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("  %-26s %s%n", name, value);
    }
}
