package assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/// Results of small models, measured for a second or two as a user does it.
final class SmallResults {

    private SmallResults() {}

    /// A card, with the files from which it was made.
    static Path card(Path model, Path out) {
        CommandRun run =
                CommandRun.of(
                        "card",
                        model.toString(),
                        "--batches",
                        "2",
                        "--budget",
                        "3s",
                        "--profile",
                        profile().toString(),
                        "--out",
                        out.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        return out;
    }

    /// A measurement alone.
    static Path bench(Path model, Path json, String batches) {
        CommandRun run =
                CommandRun.of(
                        "bench",
                        model.toString(),
                        "--batches",
                        batches,
                        "--budget",
                        "2s",
                        "--json",
                        json.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        return json;
    }

    /// Of a processor, so that no calibration is begun.
    static Path profile() {
        return Path.of(System.getProperty("assay.root"))
                .resolve("profiles")
                .resolve("cpu")
                .resolve("xeon-platinum-8480-plus.json");
    }
}
