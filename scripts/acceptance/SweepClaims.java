package acceptance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Sweeps over batch sizes, spans, placement and the provider's options.
record SweepClaims(Stage stage) implements Claims {
    private static final Set<String> FIGURES =
            Set.of("VALID", "NOISY", "COLD", "THROTTLED", "CONTENDED", "FELL_BACK");

    /// Between host and device; from an old link to the fastest there is.
    private static final double SLOWEST_COPY = 0.2e9;

    private static final double FASTEST_COPY = 500e9;

    @Override
    public List<Claim> claims() {
        var claims = new ArrayList<Claim>();
        for (String model : stage.models()) {
            claims.add(
                    Claim.anywhere(
                            model + " is written and measured, every batch size (assay bench)",
                            () -> sweep(model)));
        }
        for (String model : stage.models()) {
            claims.add(
                    Claim.onGpu("No node of " + model + " falls back to the CPU", () -> placement(model)));
        }
        claims.add(Claim.onGpu("A run that forbids fallback goes through (--strict)", this::strict));
        claims.add(Claim.anywhere("Throughput rises with the batch size", this::throughput));
        claims.add(Claim.onGpu("The device-resident span is shorter than host to host", this::spans));
        claims.add(Claim.onGpu("Copies to the device are told apart, at a sane rate", this::copies));
        claims.add(
                Claim.onGpu(
                        "Runs from a CUDA graph are timed (--option cuda-graph=true)", this::graph));
        claims.add(Claim.onGpu("TF32 is an axis (--option tf32=true,false)", this::tf32));
        claims.add(
                Claim.onGpu(
                        "Memory that runs out is an outcome of its batch size alone", this::memoryLimit));
        return claims;
    }

    private String sweep(String model) throws IOException, InterruptedException {
        stage.assay().run("model-" + model, "model", model, "-o", stage.onnx(model));
        var measured =
                stage.bench(
                        model,
                        model,
                        "--batches",
                        stage.batchList(),
                        "--budget",
                        stage.budget(60, 15));
        for (int size : stage.batches()) {
            String verdict = measured.batch(size).text("verdict");
            Refuted.unless(FIGURES.contains(verdict), "batch " + size + " is " + verdict);
            Refuted.unless(measured.batch(size).p50() > 0, "batch " + size + " has no latency");
        }
        return stage.batches().size()
                + " batch sizes, p50 at 1: "
                + Figures.milliseconds(measured.batch(1).p50());
    }

    private String placement(String model) throws IOException {
        var measured = stage.measurement(model);
        for (int size : stage.batches()) {
            var providers = new TreeSet<String>();
            var placement = measured.batch(size).at("placement").object();
            placement.forEach((name, nodes) -> providers.add(name + " (" + Figures.count(nodes) + ")"));
            Refuted.unless(!providers.isEmpty(), "at batch " + size + " nobody knows where nodes ran");
            stage.elsewhereEnd("all on " + providers);
            providers.removeIf(name -> name.toLowerCase(Locale.ROOT).contains("cuda"));
            Refuted.unless(providers.isEmpty(), "at batch " + size + " nodes also ran on " + providers);
        }
        return "all nodes on CUDA at every batch size";
    }

    private String strict() throws IOException, InterruptedException {
        stage.bench("strict", stage.first(), "--batches", "1", "--budget", stage.budget(10, 3), "--strict");
        return stage.first() + " with fallback forbidden";
    }

    private String throughput() throws IOException {
        var measured = stage.measurement(stage.first());
        int last = stage.largestBatch();
        double gain = measured.batch(last).number("throughput") / measured.batch(1).number("throughput");
        String said =
                String.format(
                        Locale.ROOT,
                        "%s: batch %d gives %.1f times the throughput of batch 1",
                        stage.first(),
                        last,
                        gain);
        Refuted.unless(gain > (stage.rehearsal() ? 0.3 : 1.5), said);
        return said;
    }

    private String spans() throws IOException {
        var entry = stage.measurement(stage.first()).batch(stage.largestBatch());
        double host = entry.p50();
        double device = entry.at("spans").at("device-resident").number("p50");
        String said = Figures.milliseconds(device) + " against " + Figures.milliseconds(host);
        stage.elsewhereEnd(said);
        Refuted.unless(device < host, said);
        return said;
    }

    /// The inputs' bytes over the time of their copy.
    private String copies() throws IOException {
        var entry = stage.measurement(stage.first()).batch(stage.largestBatch());
        stage.elsewhereEnd(entry.why("host-to-device"));
        double bytes = 4.0 * stage.largestBatch() * 3 * 224 * 224;
        double rate = bytes / entry.at("transferSeconds").number("hostToDevice");
        String said = String.format(Locale.ROOT, "%.1f GB/s to the device", rate / 1e9);
        Refuted.unless(rate > SLOWEST_COPY && rate < FASTEST_COPY, said);
        return said;
    }

    private String graph() throws IOException, InterruptedException {
        var more = new ArrayList<>(List.of("--batches", "1", "--budget", stage.budget(20, 3)));
        if (!stage.rehearsal()) {
            more.addAll(List.of("--option", "cuda-graph=true"));
        }
        var entry = stage.bench("graph", stage.first(), more.toArray(String[]::new)).batch(1);
        stage.elsewhereEnd("a CPU has no such graphs");
        Refuted.unless(
                entry.at("spans").has("device-resident-graph"),
                "no such span: " + entry.why("device-resident-graph"));
        double graph = entry.at("spans").at("device-resident-graph").number("p50");
        double plain = entry.at("spans").at("device-resident").number("p50");
        String said =
                Figures.milliseconds(graph) + " from the graph, " + Figures.milliseconds(plain) + " without";
        Refuted.unless(graph < plain * 1.1, said);
        return said;
    }

    private String tf32() throws IOException, InterruptedException {
        String size = String.valueOf(stage.largestBatch());
        String axis = stage.rehearsal() ? "spinning" : "tf32";
        stage.assay()
                .run(
                        "bench-axis",
                        "bench",
                        stage.onnx(stage.first()),
                        "--device",
                        stage.device(),
                        "--batches",
                        size,
                        "--budget",
                        stage.budget(15, 3),
                        "--option",
                        axis + "=true,false",
                        "--json",
                        stage.folder().resolve("axis.json").toString());
        var on = stage.measurement("axis." + axis + "=true");
        var off = stage.measurement("axis." + axis + "=false");
        double with = on.batch(stage.largestBatch()).p50();
        double without = off.batch(stage.largestBatch()).p50();
        stage.elsewhereEnd("an axis of two values gives two results");
        String said =
                String.format(
                        Locale.ROOT,
                        "%s %s, without it (%s) %s",
                        on.text("precision"),
                        Figures.milliseconds(with),
                        off.text("precision"),
                        Figures.milliseconds(without));
        Refuted.unless(off.text("precision").equals("fp32"), said);
        Refuted.unless(without > 0.9 * with, said);
        return said;
    }

    private String memoryLimit() throws IOException, InterruptedException {
        int tooLarge = 1024;
        var more =
                stage.rehearsal()
                        ? List.of("--batches", "1", "--budget", "3s")
                        : List.of(
                                "--batches",
                                "1," + tooLarge,
                                "--budget",
                                "20s",
                                "--option",
                                "cuda:gpu_mem_limit=" + (1L << 30));
        var measured = stage.bench("memory-limit", stage.first(), more.toArray(String[]::new));
        Refuted.unless(measured.batch(1).p50() > 0, "batch 1 has no latency");
        stage.elsewhereEnd("batch 1 has its latency");
        String verdict = measured.batch(tooLarge).text("verdict");
        Refuted.unless(verdict.equals("OUT_OF_MEMORY"), "batch " + tooLarge + " is " + verdict);
        return "batch " + tooLarge + " within 1 GiB is OUT_OF_MEMORY, batch 1 is measured";
    }
}
