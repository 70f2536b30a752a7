package assay.reports.cli;

import assay.analyzer.device.Match;
import assay.analyzer.device.Profiles;
import assay.benchmark.telemetry.Host;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `assay devices`: what is here.
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        description = "Lists the devices of this machine and the profile that each one matches.",
        footer = {"", "Example:  assay devices"})
final class DevicesCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.look();
        Host host = machine.host();
        out.printf(
                "cpu     %s, %d cores, %d threads, %s of memory%n",
                host.cpuName(),
                host.physicalCores(),
                host.logicalCores(),
                Numbers.text((double) host.memoryBytes(), Unit.BYTES));
        if (machine.gpus().isEmpty()) {
            out.println("cuda    none: " + machine.noGpu());
            return Exit.DONE;
        }
        Profiles profiles = Profiles.bundledAndUser();
        for (int i = 0; i < machine.gpus().size(); i++) {
            String profile =
                    switch (profiles.match(machine.identity(i))) {
                        case Match.Known(var known) -> "profile " + known.id();
                        case Match.Unknown(var why) -> "no profile: " + why;
                    };
            out.printf(
                    "cuda:%d  %s, %s of memory, driver %s; %s%n",
                    i,
                    machine.identity(i).name(),
                    machine.gpus()
                            .get(i)
                            .memoryBytes()
                            .map(bytes -> Numbers.text((double) bytes, Unit.BYTES))
                            .orElse("unknown size"),
                    machine.driver() == null ? "unknown" : machine.driver(),
                    profile);
        }
        return Exit.DONE;
    }
}
