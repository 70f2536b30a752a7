package acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Where the claims are proved, with what models and how long each command may measure.
///
/// @param folder for results and report
/// @param rehearsal whether on the CPU
record Stage(Assay assay, Path folder, boolean rehearsal) {

    String device() {
        return rehearsal ? "cpu" : "cuda";
    }

    /// Models to measure; the first also where one is enough.
    List<String> models() {
        return List.of("resnet18", "mobilenet_v2", rehearsal ? "squeezenet1_1" : "bert_base");
    }

    String first() {
        return models().getFirst();
    }

    List<Integer> batches() {
        return rehearsal ? List.of(1, 4) : List.of(1, 2, 4, 8, 16, 32);
    }

    int largestBatch() {
        return batches().getLast();
    }

    String batchList() {
        return batches().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// A command's `--budget`.
    String budget(int secondsOnGpu, int secondsRehearsed) {
        return (rehearsal ? secondsRehearsed : secondsOnGpu) + "s";
    }

    String onnx(String model) {
        return folder.resolve(model + ".onnx").toString();
    }

    Results measurement(String name) throws IOException {
        return Results.read(folder.resolve(name + ".json"));
    }

    /// Measures the model with these further arguments into `NAME.json`, and returns that.
    Results bench(String name, String model, String... more)
            throws IOException, InterruptedException {
        Path json = folder.resolve(name + ".json");
        var arguments =
                new ArrayList<>(
                        List.of(
                                "bench",
                                onnx(model),
                                "--device",
                                device(),
                                "--json",
                                json.toString()));
        arguments.addAll(List.of(more));
        assay.run("bench-" + name, arguments);
        var measured = Results.read(json);
        Refuted.unless(
                measured.text("provider").startsWith(device()),
                "ran on " + measured.text("provider"));
        return measured;
    }

    /// Ends a rehearsed proof here.
    void elsewhereEnd(String soFar) {
        if (rehearsal) {
            throw new OnGpuOnly(soFar);
        }
    }
}
