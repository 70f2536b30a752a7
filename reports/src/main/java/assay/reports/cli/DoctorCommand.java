package assay.reports.cli;

import assay.benchmark.session.Check;
import assay.benchmark.session.CudaInstall;
import assay.benchmark.session.Doctor;
import assay.benchmark.session.NativeLibraries;
import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `assay doctor`: what the CUDA path needs and what is missing.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks at all that running on CUDA needs, and says what is missing and how to get it.",
        footer = {"", "Example:  assay doctor", "          assay doctor --install-cuda"})
final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--install-cuda",
            description = "Fetches CUDA 12 and cuDNN 9 (2.4 GB) into Assay's cache.")
    boolean installCuda;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path cache = NativeLibraries.cache();
        if (installCuda) {
            Path folder =
                    new CudaInstall(
                                    List.of("mvn"),
                                    cache,
                                    progress ->
                                            err.println(
                                                    progress.step()
                                                            + " "
                                                            + Numbers.text(
                                                                    (double) progress.bytes(),
                                                                    Unit.BYTES)))
                            .install();
            err.println("CUDA and cuDNN are in " + folder);
        }
        boolean gpuBuild = NativeLibraries.flavour() == NativeLibraries.Flavour.GPU;
        boolean failed = false;
        for (Check check : new Doctor(cache, NativeLibraries.version(), gpuBuild).examine()) {
            out.printf("%-8s %-28s %s%n", check.state(), check.name(), check.detail());
            if (!check.advice().isEmpty()) {
                out.printf("%-8s %-28s -> %s%n", "", "", check.advice());
            }
            failed |= check.state() == Check.State.FAIL;
        }
        return failed ? Exit.FAILED : Exit.DONE;
    }
}
