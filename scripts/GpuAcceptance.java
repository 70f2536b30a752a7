import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Runs the documented commands on a GPU machine and holds their results against Assay's CUDA
/// claims, one after the other; a claim that fails does not stop the next.
///
/// Arguments: the `assay` launcher, the folder for results and report.
public final class GpuAcceptance {
    private static final List<String> MODELS = List.of("resnet18", "mobilenet_v2", "bert_base");
    private static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16, 32);
    private static final int MINUTES = 30;

    /// How far estimate and measurement may lie apart, either way, before the claim fails.
    private static final double WIDEST_RATIO = 3;

    private record Outcome(String claim, boolean holds, String evidence) {}

    /// Proves one claim: returns the evidence, or throws with what is wrong.
    private interface Proof {
        String prove() throws IOException, InterruptedException;
    }

    private static final class Refuted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refuted(String what) {
            super(what);
        }
    }

    private final Path assay;
    private final Path folder;
    private final List<Outcome> outcomes = new ArrayList<>();

    private GpuAcceptance(Path assay, Path folder) {
        this.assay = assay;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        var acceptance = new GpuAcceptance(Path.of(arguments[0]).toAbsolutePath(), folder);
        acceptance.proveAll();
        System.exit(acceptance.report() ? 0 : 1);
    }

    private void proveAll() {
        claim("The machine is fit for CUDA (assay doctor)", this::doctor);
        claim("The device is found and named (assay devices)", this::device);
        for (String model : MODELS) {
            claim(model + " is written and measured on CUDA, every batch size", () -> sweep(model));
        }
        claim("No node falls back to the CPU", this::placement);
        claim("Throughput rises with the batch size", this::throughput);
        claim("The device-resident span is shorter than host to host", this::spans);
        claim("Clocks are read and sane", this::clocks);
        claim("Device memory is read and sane", this::memory);
        claim("Energy is read and sane", this::energy);
        for (String model : MODELS) {
            claim("Estimate stands beside measurement: " + model, () -> estimate(model));
        }
        claim("A profile of this device is calibrated (assay calibrate)", this::calibrate);
        claim("A card is made of it all (assay card)", this::card);
    }

    private void claim(String claim, Proof proof) {
        System.err.println("... " + claim);
        Outcome outcome;
        try {
            outcome = new Outcome(claim, true, proof.prove());
        } catch (Refuted | IllegalArgumentException e) {
            outcome = new Outcome(claim, false, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            outcome = new Outcome(claim, false, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new Outcome(claim, false, "interrupted");
        }
        outcomes.add(outcome);
        System.err.println((outcome.holds() ? "ok  " : "FAIL") + "    " + outcome.evidence());
    }

    // The claims.

    private String doctor() throws IOException, InterruptedException {
        String said = run("doctor", "doctor");
        check(!said.contains("FAIL"), "assay doctor reports a FAIL: see doctor.log");
        return "no FAIL";
    }

    private String device() throws IOException, InterruptedException {
        String said = run("devices", "devices");
        check(said.contains("cuda:0"), "assay devices lists no cuda:0: see devices.log");
        String name = gpuName();
        check(said.contains(name), "assay devices does not name the " + name + " that the driver names");
        return name;
    }

    private String sweep(String model) throws IOException, InterruptedException {
        run("model-" + model, "model", model, "-o", onnx(model));
        String batches = String.join(",", BATCHES.stream().map(String::valueOf).toList());
        run("bench-" + model, "bench", onnx(model), "--device", "cuda", "--batches", batches,
                "--quick", "--json", measurement(model).toString());
        var result = object(read(measurement(model)));
        check(text(result, "provider").toLowerCase(Locale.ROOT).contains("cuda"),
                "ran on " + text(result, "provider"));
        for (int batch : BATCHES) {
            var entry = batch(model, batch);
            check(number(entry, "latencySeconds", "p50") > 0, "batch " + batch + " has no latency");
            check(List.of("VALID", "NOISY", "THROTTLED", "CONTENDED").contains(text(entry, "verdict")),
                    "batch " + batch + " is " + text(entry, "verdict"));
        }
        return BATCHES.size() + " batch sizes, p50 at 1: " + milliseconds(p50(model, 1));
    }

    private String placement() throws IOException {
        for (String model : MODELS) {
            for (int batch : BATCHES) {
                var placement = object(value(batch(model, batch), "placement"));
                var providers = new TreeSet<String>();
                placement.keySet().forEach(name -> providers.add(String.valueOf(name)));
                providers.removeIf(name -> name.toLowerCase(Locale.ROOT).contains("cuda"));
                check(providers.isEmpty(), model + " at batch " + batch + " also ran on " + providers);
            }
        }
        return "all nodes of " + MODELS + " on CUDA";
    }

    private String throughput() throws IOException {
        String model = MODELS.getFirst();
        int last = BATCHES.getLast();
        double gain = number(batch(model, last), "throughput") / number(batch(model, 1), "throughput");
        check(gain > 1.5, model + ": batch " + last + " gives only " + gain + " times the throughput of batch 1");
        return String.format(Locale.ROOT, "%s: batch %d gives %.1f times that of batch 1", model, last, gain);
    }

    private String spans() throws IOException {
        var entry = batch(MODELS.getFirst(), BATCHES.getLast());
        double host = number(entry, "latencySeconds", "p50");
        double device = number(entry, "spans", "device-resident", "p50");
        check(device < host, "device-resident " + milliseconds(device) + ", host to host " + milliseconds(host));
        return milliseconds(device) + " against " + milliseconds(host);
    }

    private String clocks() throws IOException {
        var clocks = object(value(batch(MODELS.getFirst(), BATCHES.getLast()), "clocks"));
        check(!clocks.isEmpty(), "no clock was read");
        for (var clock : clocks.entrySet()) {
            double hertz = clock.getValue() instanceof Double number ? number : Double.NaN;
            check(hertz > 1e8 && hertz < 3e10, clock.getKey() + " is " + hertz + " Hz");
        }
        return clocks.toString();
    }

    private String memory() throws IOException {
        String model = MODELS.getFirst();
        double bytes = number(batch(model, BATCHES.getLast()), "deviceMemoryBytes");
        long weights = Files.size(Path.of(onnx(model)));
        check(bytes > weights, bytes + " bytes are less than the model file's " + weights);
        check(bytes < 1e12, bytes + " bytes are more than any device has");
        return String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
    }

    /// Energy of one run over its time must be a power that a board can draw.
    private String energy() throws IOException {
        String model = MODELS.getFirst();
        int batch = BATCHES.getLast();
        double watts = number(batch(model, batch), "energyJoules") / p50(model, batch);
        check(watts > 5 && watts < 2000, "energy over time gives " + watts + " W");
        return String.format(Locale.ROOT, "%.0f W over a run at batch %d", watts, batch);
    }

    private String estimate(String model) throws IOException, InterruptedException {
        Path analysis = folder.resolve(model + "-analysis.json");
        run("analyze-" + model, "analyze", onnx(model), "--device", "cuda", "--batches", "1",
                "--json", analysis.toString());
        var estimates = list(value(object(read(analysis)), "estimates"));
        check(!estimates.isEmpty(), "the analysis holds no estimate for this device");
        double estimated = number(object(estimates.getFirst()), "seconds");
        double ratio = estimated / p50(model, 1);
        String evidence = String.format(Locale.ROOT, "estimated %s, measured %s, ratio %.2f",
                milliseconds(estimated), milliseconds(p50(model, 1)), ratio);
        check(ratio < WIDEST_RATIO && ratio > 1 / WIDEST_RATIO, evidence);
        return evidence;
    }

    private String calibrate() throws IOException, InterruptedException {
        Path profile = folder.resolve("profile.json");
        run("calibrate", "calibrate", "--device", "cuda", "--out", profile.toString());
        var keys = object(read(profile)).keySet();
        check(!keys.isEmpty(), "the profile is empty");
        return profile.getFileName() + " with " + keys.size() + " keys";
    }

    private String card() throws IOException, InterruptedException {
        run("card", "card", onnx(MODELS.getFirst()), "--device", "cuda", "--quick",
                "--out", folder.resolve("card").toString());
        try (var files = Files.walk(folder.resolve("card"))) {
            var names = new TreeSet<>(files.map(path -> path.getFileName().toString()).toList());
            for (String name : List.of("card.md", "card.html", "card.json")) {
                check(names.contains(name), "no " + name);
            }
        }
        return "card.md, card.html, card.json";
    }

    // Their means.

    /// Runs a command of Assay; its output goes to a log in the folder and is returned.
    private String run(String log, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(assay.toString()));
        command.addAll(List.of(arguments));
        Path file = folder.resolve(log + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new Refuted("assay " + arguments[0] + " did not end within " + MINUTES + " minutes");
        }
        check(process.exitValue() == 0, "assay " + String.join(" ", arguments) + " ended with "
                + process.exitValue() + ": see " + file.getFileName());
        return Files.readString(file);
    }

    /// The name that the kernel module gives the first GPU.
    private static String gpuName() throws IOException {
        try (var gpus = Files.walk(Path.of("/proc/driver/nvidia/gpus"))) {
            Predicate<Path> isInformation = path -> path.getFileName().toString().equals("information");
            for (Path file : gpus.filter(isInformation).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("Model:")) {
                        return line.substring("Model:".length()).strip();
                    }
                }
            }
        }
        throw new Refuted("the driver names no GPU");
    }

    private String onnx(String model) {
        return folder.resolve(model + ".onnx").toString();
    }

    private Path measurement(String model) {
        return folder.resolve(model + "-measurement.json");
    }

    private double p50(String model, int batch) throws IOException {
        return number(batch(model, batch), "latencySeconds", "p50");
    }

    private Map<?, ?> batch(String model, int batch) throws IOException {
        for (Object entry : list(value(object(read(measurement(model))), "batches"))) {
            if (number(object(entry), "batch") == batch) {
                return object(entry);
            }
        }
        throw new Refuted(model + ": batch " + batch + " is not in the measurement");
    }

    private static Object read(Path file) throws IOException {
        check(Files.isRegularFile(file), file.getFileName() + " was not written");
        return JsonText.parse(Files.readString(file));
    }

    private static Object value(Map<?, ?> object, String key) {
        Object value = object.get(key);
        if (value == null) {
            Object why = object.get("unknown") instanceof Map<?, ?> reasons ? reasons.get(key) : null;
            throw new Refuted("no " + key + (why == null ? "" : ": " + why));
        }
        return value;
    }

    private static double number(Map<?, ?> object, String... path) {
        Object value = object;
        for (String key : path) {
            value = value(object(value), key);
        }
        if (value instanceof Double number) {
            return number;
        }
        throw new Refuted(String.join(".", path) + " is no number: " + value);
    }

    private static String text(Map<?, ?> object, String key) {
        return String.valueOf(value(object, key));
    }

    private static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Refuted("not an object: " + value);
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Refuted("not a list: " + value);
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f ms", seconds * 1e3);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refuted(otherwise);
        }
    }

    /// Writes the report and names what failed; whether every claim holds.
    private boolean report() throws IOException {
        var lines = new ArrayList<>(List.of("# CUDA acceptance", "", "| claim | result | evidence |", "|---|---|---|"));
        for (var outcome : outcomes) {
            lines.add("| " + outcome.claim() + " | " + (outcome.holds() ? "holds" : "**FAILS**") + " | "
                    + outcome.evidence().replace("|", "\\|").replace("\n", " ") + " |");
        }
        Path report = folder.resolve("report.md");
        Files.write(report, lines);
        var failed = outcomes.stream().filter(outcome -> !outcome.holds()).toList();
        failed.forEach(outcome -> System.err.println("failed: " + outcome.claim() + ": " + outcome.evidence()));
        System.err.println(outcomes.size() - failed.size() + " of " + outcomes.size() + " claims hold; report: " + report);
        return failed.isEmpty();
    }
}
