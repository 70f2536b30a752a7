package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Suites and comparisons.
record WorkClaims(Stage stage) implements Claims {

    @Override
    public List<Claim> claims() {
        return List.of(
                Claim.anywhere("A suite goes on where it was left (assay suite)", this::suite),
                Claim.anywhere(
                        "A model is no slower than itself (assay compare --run)", this::compare));
    }

    private String suite() throws IOException, InterruptedException {
        Path plan = stage.folder().resolve("suite.yaml");
        Files.writeString(
                plan,
                "models: [" + stage.first() + ".onnx]\nbatches: [1]\nproviders: [" + stage.device()
                        + "]\nbudget: " + stage.budget(10, 5) + "\n");
        Path out = stage.folder().resolve("suite");
        stage.assay().run("suite", "suite", plan.toString(), "--out", out.toString());
        String again =
                stage.assay().run("suite-again", "suite", plan.toString(), "--out", out.toString());
        Refuted.unless(
                again.contains("kept: measured before"),
                "the second run measured again: see suite-again.log");
        String state = Results.read(out.resolve("suite.json")).list("cases").getFirst().text("state");
        Refuted.unless(state.equals("MEASURED"), "the case is " + state);
        return "the second run measured nothing";
    }

    private String compare() throws IOException, InterruptedException {
        Path json = stage.folder().resolve("compare.json");
        String model = stage.onnx(stage.first());
        // 4: inconclusive, which on a shared machine is an answer too
        stage.assay()
                .run(
                        "compare",
                        List.of(
                                "compare", "--run", model, model, "--device", stage.device(),
                                "--batches", "1", "--pairs", stage.rehearsal() ? "3" : "8",
                                "--budget", stage.budget(40, 12), "--json", json.toString()),
                        List.of(0, 4));
        String verdict = Results.read(json).list("batches").getFirst().text("change");
        Refuted.unless(
                List.of("EQUIVALENT", "INCONCLUSIVE").contains(verdict), "batch 1 is " + verdict);
        return verdict.toLowerCase(Locale.ROOT);
    }
}
