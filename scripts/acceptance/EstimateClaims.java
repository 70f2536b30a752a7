package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Estimates beside measurements, and the profile beside its kernels.
record EstimateClaims(Stage stage) implements Claims {

    /// How far estimate and measurement may lie apart, either way, before the claim fails.
    private static final double WIDEST_RATIO = 3;

    /// Median error over a model's kernels; published tables give the GPUs that were left out of the
    /// fit 3 to 16 % by operator.
    private static final double WIDEST_KERNEL_ERROR = 0.6;

    @Override
    public List<Claim> claims() {
        var claims = new ArrayList<Claim>();
        claims.add(
                Claim.onGpu(
                        "What this host takes to start a node is timed (assay calibrate)",
                        this::calibrate));
        for (String model : stage.models()) {
            claims.add(
                    Claim.anywhere(
                            "A card sets estimate beside measurement: " + model, () -> estimate(model)));
        }
        claims.add(
                Claim.anywhere(
                        "The device's profile is held to its own kernels (assay card --replay, assay validate)",
                        this::kernels));
        return claims;
    }

    private String calibrate() throws IOException, InterruptedException {
        if (stage.rehearsal()) {
            // 5: the machine was busy
            stage.assay().run("calibrate", List.of("calibrate", "--quick"), List.of(0, 5));
            throw new OnGpuOnly("the processor's profile is kept");
        }
        String said = stage.assay().run("calibrate", "calibrate", "--device", "cuda");
        String last = said.lines().reduce("", (_, line) -> line);
        Refuted.unless(Files.isRegularFile(Path.of(last)), "no file was kept: see calibrate.log");
        double seconds =
                Files.readAllLines(Path.of(last)).stream()
                        .filter(line -> line.startsWith("seconds="))
                        .mapToDouble(line -> Double.parseDouble(line.substring("seconds=".length())))
                        .findFirst()
                        .orElse(Double.NaN);
        String took = String.format(Locale.ROOT, "%.2f us a node", seconds * 1e6);
        Refuted.unless(seconds > 0.2e-6 && seconds < 200e-6, took);
        return took;
    }

    private String estimate(String model) throws IOException, InterruptedException {
        Path out = stage.folder().resolve("card-" + model);
        stage.assay()
                .run(
                        "card-" + model,
                        "card",
                        stage.onnx(model),
                        "--measurement",
                        stage.folder().resolve(model + ".json").toString(),
                        "--batches",
                        stage.batchList(),
                        "--out",
                        out.toString());
        for (String name : List.of("card.md", "card.html")) {
            Refuted.unless(Files.size(out.resolve(name)) > 0, name + " is empty");
        }
        var ratios = new ArrayList<String>();
        for (Results entry : Results.read(out.resolve("card.json")).list("batches")) {
            String size = "batch " + Figures.count(entry.number("batch"));
            Refuted.unless(
                    entry.has("ratio"),
                    size + (entry.has("whyNotCompared") ? ": " + entry.text("whyNotCompared") : " has no ratio"));
            double ratio = entry.number("ratio");
            ratios.add(String.format(Locale.ROOT, "%.2f", ratio));
            Refuted.unless(
                    stage.rehearsal() || ratio < WIDEST_RATIO && ratio > 1 / WIDEST_RATIO,
                    "measured over estimated is " + ratio + " at " + size);
        }
        return "measured over estimated by batch size: " + String.join(", ", ratios);
    }

    /// The profile's prediction for every kernel of a model beside what the kernel takes here.
    private String kernels() throws IOException, InterruptedException {
        Path out = stage.folder().resolve("card-kernels");
        stage.assay()
                .run(
                        "kernels",
                        "card",
                        stage.onnx(stage.first()),
                        "--device",
                        stage.device(),
                        "--batches",
                        "1",
                        "--budget",
                        stage.budget(60, 20),
                        "--replay",
                        "--out",
                        out.toString());
        Path table = out.resolve("kernels.csv");
        Refuted.unless(Files.exists(table), "no kernels.csv: see kernels.log");
        long rows = Files.readAllLines(table).size() - 1L;
        Refuted.unless(rows > 5, "only " + rows + " kernels were timed: see kernels.log");
        if (stage.rehearsal()) {
            return rows + " kernels timed; their table is for GPUs";
        }
        Path errors = stage.folder().resolve("kernels.json");
        stage.assay().run("validate", "validate", table.toString(), "--json", errors.toString());
        var all = Results.read(errors).at("all");
        double judged = all.number("rows");
        double median = all.number("medianApe");
        String said =
                String.format(
                        Locale.ROOT,
                        "%.0f of %d kernels judged, median error %.0f %%; by operator in validate.log",
                        judged,
                        rows,
                        100 * median);
        Refuted.unless(judged > rows / 2 && median < WIDEST_KERNEL_ERROR, said);
        return said;
    }
}
