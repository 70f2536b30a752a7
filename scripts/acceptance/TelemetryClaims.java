package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What NVML and the runtime's arena tell while a longer run is measured.
record TelemetryClaims(Stage stage) implements Claims {

    @Override
    public List<Claim> claims() {
        return List.of(
                Claim.anywhere("A longer run at the largest batch size, for the readings", this::run),
                Claim.onGpu("Clocks are read and sane", this::clocks),
                Claim.onGpu("Temperature and utilization are read and sane", this::conditions),
                Claim.onGpu("Throttling is read", this::throttling),
                Claim.onGpu("Device memory is read and sane", this::memory),
                Claim.onGpu("Weights, activations and workspace are told apart", this::parts),
                Claim.onGpu("Energy is read and sane", this::energy),
                Claim.onGpu("Another process's work on the GPU is told", this::foreign));
    }

    private String run() throws IOException, InterruptedException {
        var measured =
                stage.bench(
                        "readings",
                        stage.first(),
                        "--batches",
                        String.valueOf(stage.largestBatch()),
                        "--budget",
                        stage.budget(60, 6));
        return "p50 " + Figures.milliseconds(measured.batch(stage.largestBatch()).p50());
    }

    private Results entry() throws IOException {
        return stage.measurement("readings").batch(stage.largestBatch());
    }

    /// As the first process saw them.
    private Results seen() throws IOException {
        return entry().list("forks").getFirst().at("conditions");
    }

    private String clocks() throws IOException {
        var clocks = seen().at("clocksHertz");
        stage.elsewhereEnd("clocks: " + clocks.object().keySet());
        for (String name : List.of("sm", "memory")) {
            double hertz = clocks.number(name);
            Refuted.unless(hertz > 1e8 && hertz < 3e10, name + " clock at " + hertz + " Hz");
        }
        return String.format(
                Locale.ROOT,
                "SM %.0f MHz, memory %.0f MHz",
                clocks.number("sm") / 1e6,
                clocks.number("memory") / 1e6);
    }

    private String conditions() throws IOException {
        stage.elsewhereEnd(seen().why("celsius"));
        double celsius = seen().number("celsius");
        double busy = seen().number("utilization");
        Refuted.unless(celsius > 5 && celsius < 120, celsius + " degrees");
        Refuted.unless(busy > 0 && busy <= 1, "utilization " + busy);
        return String.format(Locale.ROOT, "%.0f degrees, %.0f %% busy", celsius, 100 * busy);
    }

    private String throttling() throws IOException {
        stage.elsewhereEnd(seen().why("throttled"));
        Refuted.unless(seen().why("throttled").isEmpty(), seen().why("throttled"));
        var shares = seen().at("throttled").object();
        shares.forEach(
                (reason, share) ->
                        Refuted.unless(
                                share instanceof Double value && value >= 0 && value <= 1.1,
                                reason + " for a share of " + share));
        return "shares of the time: " + shares;
    }

    private String memory() throws IOException {
        stage.elsewhereEnd(entry().why("deviceMemoryBytes"));
        double bytes = entry().number("deviceMemoryBytes");
        double weights = Files.size(Path.of(stage.onnx(stage.first())));
        Refuted.unless(
                bytes > weights,
                Figures.mebibytes(bytes) + " are less than the model file's " + Figures.mebibytes(weights));
        Refuted.unless(bytes < 1e12, bytes + " bytes are more than any device has");
        return Figures.mebibytes(bytes);
    }

    private String parts() throws IOException {
        var memory = entry().at("memory");
        stage.elsewhereEnd("peak of the arena " + Figures.mebibytes(memory.number("arenaPeakBytes")));
        double weights = memory.number("weightBytes");
        double activations = memory.number("activationBytes");
        double workspace = memory.number("workspaceBytes");
        double file = Files.size(Path.of(stage.onnx(stage.first())));
        double input = 4.0 * stage.largestBatch() * 3 * 224 * 224;
        String said =
                "weights "
                        + Figures.mebibytes(weights)
                        + ", activations "
                        + Figures.mebibytes(activations)
                        + ", workspace "
                        + Figures.mebibytes(workspace);
        Refuted.unless(weights > 0.8 * file && weights < 3 * file, said);
        // The first convolution's output is 64 x 112 x 112 for an input of 3 x 224 x 224: 5.3 times it.
        Refuted.unless(activations > input && workspace >= 0, said);
        return said;
    }

    /// Energy of one run over its time must be a power that a board can draw.
    private String energy() throws IOException {
        stage.elsewhereEnd(entry().has("energyJoules") ? "read" : entry().why("energyJoules"));
        double joules = entry().number("energyJoules");
        double watts = joules / entry().p50();
        Refuted.unless(watts > 5 && watts < 2000, "energy over time gives " + watts + " W");
        return String.format(
                Locale.ROOT,
                "%.0f W over a run at batch %d, known to %.0f %%",
                watts,
                stage.largestBatch(),
                100 * entry().number("energyErrorJoules") / joules);
    }

    /// Two measurements at once: each is the other's foreign work.
    private String foreign() throws IOException, InterruptedException {
        String size = String.valueOf(stage.largestBatch());
        try (Assay.Running _ =
                stage.assay()
                        .start(
                                "bench-beside",
                                "bench",
                                stage.onnx(stage.first()),
                                "--device",
                                stage.device(),
                                "--batches",
                                size,
                                "--budget",
                                stage.budget(120, 20))) {
            var measured =
                    stage.bench(
                            "shared",
                            stage.first(),
                            "--batches",
                            size,
                            "--budget",
                            stage.budget(30, 5));
            var entry = measured.batch(stage.largestBatch());
            stage.elsewhereEnd("two at once, batch " + size + " is " + entry.text("verdict"));
            double others = 0;
            double share = 0;
            for (Results fork : entry.list("forks")) {
                others = Math.max(others, fork.at("conditions").number("foreignDeviceProcesses"));
                share = Math.max(share, fork.at("conditions").number("foreignDeviceShare"));
            }
            String said =
                    String.format(
                            Locale.ROOT,
                            "%.0f other processes on the GPU, their kernels for %.0f %% of the time; %s",
                            others,
                            100 * share,
                            entry.text("verdict"));
            Refuted.unless(others >= 1 && share > 0.05, said);
            Refuted.unless(entry.text("verdict").equals("CONTENDED"), said);
            return said;
        }
    }
}
