package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The machine: libraries, driver, devices.
record MachineClaims(Stage stage) implements Claims {

    @Override
    public List<Claim> claims() {
        return List.of(
                Claim.anywhere("The machine is fit for CUDA (assay doctor)", this::doctor),
                Claim.onGpu("The device is found and named (assay devices)", this::devices));
    }

    private String doctor() throws IOException, InterruptedException {
        String said = stage.assay().run("doctor", List.of("doctor"), List.of(0, 1));
        List<String> fails = said.lines().filter(line -> line.startsWith("FAIL")).toList();
        Refuted.unless(fails.isEmpty(), String.join("; ", fails));
        List<String> fine = said.lines().filter(line -> line.startsWith("OK")).toList();
        Refuted.unless(
                stage.rehearsal() || fine.stream().anyMatch(line -> line.contains("CUDA provider")),
                "no word of a model that ran on the GPU: see doctor.log");
        Refuted.unless(!fine.isEmpty(), "not one check is OK: see doctor.log");
        return fine.size() + " checks OK, no FAIL";
    }

    private String devices() throws IOException, InterruptedException {
        String said = stage.assay().run("devices", "devices");
        Refuted.unless(said.startsWith("cpu "), "assay devices names no processor: see devices.log");
        stage.elsewhereEnd("the processor is named");
        String first =
                said.lines()
                        .filter(line -> line.startsWith("cuda:0 "))
                        .findFirst()
                        .orElseThrow(
                                () -> new Refuted("assay devices lists no cuda:0: see devices.log"));
        List<String> names = namesOfTheDriver();
        return names.stream()
                .filter(first::contains)
                .findFirst()
                .orElseThrow(() -> new Refuted("\"" + first + "\" names none of the driver's " + names));
    }

    /// As the kernel module names its GPUs, and as nvidia-smi does where that is hidden.
    private static List<String> namesOfTheDriver() throws IOException {
        var names = new ArrayList<String>();
        Path gpus = Path.of("/proc/driver/nvidia/gpus");
        if (Files.isDirectory(gpus)) {
            try (var files = Files.walk(gpus)) {
                for (Path file : files.filter(path -> path.endsWith("information")).toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("Model:"))
                            .forEach(line -> names.add(line.substring("Model:".length()).strip()));
                }
            }
        }
        names.addAll(Assay.lines("nvidia-smi", "--query-gpu=name", "--format=csv,noheader"));
        Refuted.unless(!names.isEmpty(), "neither the kernel module nor nvidia-smi names a GPU");
        return names;
    }
}
