package acceptance;

import acceptance.Claim.Outcome;
import acceptance.Claim.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The outcomes so far, on stderr and in `report.md`.
final class Report {
    private final Path file;
    private final boolean rehearsal;
    private final Map<Claim, Outcome> outcomes = new LinkedHashMap<>();

    Report(Path folder, boolean rehearsal) {
        this.file = folder.resolve("report.md");
        this.rehearsal = rehearsal;
    }

    void add(Claim claim, Outcome outcome) throws IOException {
        outcomes.put(claim, outcome);
        System.err.println(
                switch (outcome.result()) {
                            case HOLDS -> "ok      ";
                            case FAILS -> "FAIL    ";
                            case LEFT_OUT -> "--      ";
                        }
                        + claim.text()
                        + ": "
                        + outcome.evidence());
        write();
    }

    private void write() throws IOException {
        var lines =
                new ArrayList<>(
                        List.of(
                                rehearsal
                                        ? "# CUDA acceptance, rehearsed on a CPU"
                                        : "# CUDA acceptance",
                                "",
                                "| claim | result | evidence |",
                                "|---|---|---|"));
        outcomes.forEach(
                (claim, outcome) ->
                        lines.add(
                                "| "
                                        + cell(claim.text())
                                        + " | "
                                        + switch (outcome.result()) {
                                            case HOLDS -> "holds";
                                            case FAILS -> "**FAILS**";
                                            case LEFT_OUT -> "left out";
                                        }
                                        + " | "
                                        + cell(outcome.evidence())
                                        + " |"));
        Files.write(file, lines);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    /// Names what failed; whether nothing did.
    boolean conclude() {
        outcomes.forEach(
                (claim, outcome) -> {
                    if (outcome.result() == Result.FAILS) {
                        System.err.println("failed: " + claim.text() + ": " + outcome.evidence());
                    }
                });
        System.err.println(
                count(Result.HOLDS)
                        + " of "
                        + outcomes.size()
                        + " claims hold, "
                        + count(Result.FAILS)
                        + " fail, "
                        + count(Result.LEFT_OUT)
                        + " are left to a GPU; report: "
                        + file);
        return count(Result.FAILS) == 0;
    }

    private long count(Result result) {
        return outcomes.values().stream().filter(one -> one.result() == result).count();
    }
}
