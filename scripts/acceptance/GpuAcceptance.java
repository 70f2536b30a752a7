package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the documented commands on a GPU machine and holds their results against Assay's CUDA
/// claims, one after the other; a claim that fails does not stop the next, and the report is on
/// disk after each.
///
/// A rehearsal does all of that on the CPU with small budgets, where the claims that only a GPU can
/// prove are left out after their commands have run: it shows that the commands and the files they
/// write are as these scripts take them.
///
/// Arguments: the `assay` launcher, the folder for results and report, `cuda` or `rehearse`.
public final class GpuAcceptance {

    private GpuAcceptance() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        var stage =
                new Stage(
                        new Assay(Path.of(arguments[0]).toAbsolutePath(), folder),
                        folder,
                        arguments[2].equals("rehearse"));
        var claims = new ArrayList<Claim>();
        for (Claims group :
                List.of(
                        new MachineClaims(stage),
                        new SweepClaims(stage),
                        new TelemetryClaims(stage),
                        new EstimateClaims(stage),
                        new WorkClaims(stage))) {
            claims.addAll(group.claims());
        }
        var report = new Report(folder, stage.rehearsal());
        for (Claim claim : claims) {
            System.err.println("...     " + claim.text());
            report.add(claim, claim.judge(stage.rehearsal()));
        }
        System.exit(report.conclude() ? 0 : 1);
    }
}
