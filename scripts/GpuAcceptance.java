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
/// claims, one after the other; a claim that fails does not stop the next, and the report is on
/// disk after each.
///
/// A rehearsal does all of that on the CPU, where the claims that only a GPU can prove are left
/// out: it shows that the commands and the files they write are as this script takes them.
///
/// Arguments: the `assay` launcher, the folder for results and report, `cuda` or `rehearse`.
public final class GpuAcceptance {
    private static final int MINUTES = 30;

    /// How far estimate and measurement may lie apart, either way, before the claim fails.
    private static final double WIDEST_RATIO = 3;

    private enum Result {
        HOLDS,
        FAILS,
        LEFT_OUT
    }

    private record Outcome(String claim, Result result, String evidence) {}

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
    private final boolean rehearsal;
    private final String device;
    private final List<String> models;
    private final List<Integer> batches;
    private final List<Outcome> outcomes = new ArrayList<>();

    private GpuAcceptance(Path assay, Path folder, boolean rehearsal) {
        this.assay = assay;
        this.folder = folder;
        this.rehearsal = rehearsal;
        this.device = rehearsal ? "cpu" : "cuda";
        this.models =
                List.of("resnet18", "mobilenet_v2", rehearsal ? "squeezenet1_1" : "bert_base");
        this.batches = rehearsal ? List.of(1, 4) : List.of(1, 2, 4, 8, 16, 32);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        var acceptance =
                new GpuAcceptance(
                        Path.of(arguments[0]).toAbsolutePath(),
                        folder,
                        arguments[2].equals("rehearse"));
        acceptance.proveAll();
        System.exit(acceptance.conclude() ? 0 : 1);
    }

    private void proveAll() throws IOException {
        claim("The machine is fit for CUDA (assay doctor)", this::doctor);
        onGpu("The device is found and named (assay devices)", this::device);
        for (String model : models) {
            claim(model + " is written and measured, every batch size (assay bench)", () -> sweep(model));
        }
        onGpu("No node falls back to the CPU", this::placement);
        onGpu("A run that forbids fallback goes through (--strict)", this::strict);
        claim("Throughput rises with the batch size", this::throughput);
        onGpu("The device-resident span is shorter than host to host", this::spans);
        onGpu("Clocks are read and sane", this::clocks);
        onGpu("Temperature and utilization are read and sane", this::conditions);
        onGpu("Device memory is read and sane", this::memory);
        onGpu("Energy is read and sane", this::energy);
        for (String model : models) {
            claim("A card sets estimate beside measurement: " + model, () -> estimate(model));
        }
        claim("The device's profile is held to its own kernels (assay card --replay, assay validate)",
                this::kernels);
        claim("A suite goes on where it was left (assay suite)", this::suite);
    }

    /// A claim that only a GPU can prove.
    private void onGpu(String claim, Proof proof) throws IOException {
        if (rehearsal) {
            add(new Outcome(claim, Result.LEFT_OUT, "rehearsed on the CPU"));
        } else {
            claim(claim, proof);
        }
    }

    private void claim(String claim, Proof proof) throws IOException {
        System.err.println("...     " + claim);
        Outcome outcome;
        try {
            outcome = new Outcome(claim, Result.HOLDS, proof.prove());
        } catch (Refuted e) {
            outcome = new Outcome(claim, Result.FAILS, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            outcome = new Outcome(claim, Result.FAILS, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new Outcome(claim, Result.FAILS, "interrupted");
        }
        add(outcome);
    }

    private void add(Outcome outcome) throws IOException {
        outcomes.add(outcome);
        System.err.println(switch (outcome.result()) {
            case HOLDS -> "ok      ";
            case FAILS -> "FAIL    ";
            case LEFT_OUT -> "--      ";
        } + outcome.claim() + ": " + outcome.evidence());
        report();
    }

    // The claims.

    private String doctor() throws IOException, InterruptedException {
        String said = output("doctor", List.of("doctor"), List.of(0, 1));
        List<String> fails = said.lines().filter(line -> line.startsWith("FAIL")).toList();
        check(fails.isEmpty(), String.join("; ", fails));
        return said.lines().filter(line -> line.startsWith("OK")).count() + " checks OK, no FAIL";
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
        String sizes = String.join(",", batches.stream().map(String::valueOf).toList());
        run("bench-" + model, "bench", onnx(model), "--device", device, "--batches", sizes,
                "--quick", "--json", measurement(model).toString());
        var result = object(read(measurement(model)));
        check(text(result, "provider").startsWith(device), "ran on " + text(result, "provider"));
        for (int batch : batches) {
            var entry = batch(model, batch);
            check(number(entry, "latencySeconds", "p50") > 0, "batch " + batch + " has no latency");
            check(List.of("VALID", "NOISY", "COLD", "THROTTLED", "CONTENDED").contains(text(entry, "verdict")),
                    "batch " + batch + " is " + text(entry, "verdict"));
        }
        return batches.size() + " batch sizes, p50 at 1: " + milliseconds(p50(model, 1));
    }

    private String placement() throws IOException {
        for (String model : models) {
            for (int batch : batches) {
                var placement = object(value(batch(model, batch), "placement"));
                var providers = new TreeSet<String>();
                placement.keySet().forEach(name -> providers.add(String.valueOf(name)));
                providers.removeIf(name -> name.toLowerCase(Locale.ROOT).contains("cuda"));
                check(providers.isEmpty(), model + " at batch " + batch + " also ran on " + providers);
            }
        }
        return "all nodes of " + models + " on CUDA";
    }

    private String strict() throws IOException, InterruptedException {
        run("strict", "bench", onnx(models.getFirst()), "--device", device, "--batches", "1",
                "--budget", "10s", "--strict");
        return models.getFirst() + " with fallback forbidden";
    }

    private String throughput() throws IOException {
        String model = models.getFirst();
        int last = batches.getLast();
        double gain = number(batch(model, last), "throughput") / number(batch(model, 1), "throughput");
        check(gain > (rehearsal ? 0.3 : 1.5), model + ": batch " + last + " gives only " + gain + " times the throughput of batch 1");
        return String.format(Locale.ROOT, "%s: batch %d gives %.1f times that of batch 1", model, last, gain);
    }

    private String spans() throws IOException {
        var entry = batch(models.getFirst(), batches.getLast());
        double host = number(entry, "latencySeconds", "p50");
        double device = number(entry, "spans", "device-resident", "p50");
        check(device < host, "device-resident " + milliseconds(device) + ", host to host " + milliseconds(host));
        return milliseconds(device) + " against " + milliseconds(host);
    }

    private String clocks() throws IOException {
        var clocks = object(value(batch(models.getFirst(), batches.getLast()), "clocks"));
        check(!clocks.isEmpty(), "no clock was read");
        for (var clock : clocks.entrySet()) {
            double hertz = clock.getValue() instanceof Double number ? number : Double.NaN;
            check(hertz > 1e8 && hertz < 3e10, clock.getKey() + " is " + hertz + " Hz");
        }
        return clocks.toString();
    }

    /// As the first process at the largest batch saw them.
    private String conditions() throws IOException {
        var entry = batch(models.getFirst(), batches.getLast());
        var seen = object(value(object(list(value(entry, "forks")).getFirst()), "conditions"));
        double celsius = number(seen, "celsius");
        double busy = number(seen, "utilization");
        check(celsius > 5 && celsius < 120, celsius + " degrees");
        check(busy > 0 && busy <= 1, "utilization " + busy);
        return String.format(Locale.ROOT, "%.0f degrees, %.0f %% busy", celsius, 100 * busy);
    }

    private String memory() throws IOException {
        String model = models.getFirst();
        double bytes = number(batch(model, batches.getLast()), "deviceMemoryBytes");
        long weights = Files.size(Path.of(onnx(model)));
        check(bytes > weights, bytes + " bytes are less than the model file's " + weights);
        check(bytes < 1e12, bytes + " bytes are more than any device has");
        return String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
    }

    /// Energy of one run over its time must be a power that a board can draw.
    private String energy() throws IOException {
        String model = models.getFirst();
        int batch = batches.getLast();
        double watts = number(batch(model, batch), "energyJoules") / p50(model, batch);
        check(watts > 5 && watts < 2000, "energy over time gives " + watts + " W");
        return String.format(Locale.ROOT, "%.0f W over a run at batch %d", watts, batch);
    }

    private String estimate(String model) throws IOException, InterruptedException {
        Path out = folder.resolve("card-" + model);
        String sizes = String.join(",", batches.stream().map(String::valueOf).toList());
        run("card-" + model, "card", onnx(model), "--measurement", measurement(model).toString(),
                "--batches", sizes, "--out", out.toString());
        for (String name : List.of("card.md", "card.html")) {
            check(Files.size(out.resolve(name)) > 0, name + " is empty");
        }
        var card = object(read(out.resolve("card.json")));
        var ratios = new ArrayList<String>();
        for (Object each : list(value(card, "batches"))) {
            var entry = object(each);
            check(entry.get("ratio") instanceof Double,
                    "batch " + entry.get("batch") + ": " + entry.get("whyNotCompared"));
            double ratio = number(entry, "ratio");
            ratios.add(String.format(Locale.ROOT, "%.2f", ratio));
            check(rehearsal || ratio < WIDEST_RATIO && ratio > 1 / WIDEST_RATIO,
                    "measured over estimated is " + ratio + " at batch " + entry.get("batch"));
        }
        return "measured over estimated by batch size: " + String.join(", ", ratios);
    }

    /// The profile's prediction for every kernel of a model beside what the kernel takes here.
    private String kernels() throws IOException, InterruptedException {
        Path out = folder.resolve("card-kernels");
        run("kernels", "card", onnx(models.getFirst()), "--device", device, "--batches", "1",
                "--budget", "20s", "--replay", "--out", out.toString());
        Path table = out.resolve("kernels.csv");
        check(Files.exists(table), "no kernels.csv: see kernels.log");
        long rows = Files.readAllLines(table).size() - 1L;
        check(rows > 5, "only " + rows + " kernels were timed: see kernels.log");
        if (rehearsal) {
            return rows + " kernels timed; their table is for GPUs";
        }
        Path errors = folder.resolve("kernels.json");
        run("validate", "validate", table.toString(), "--json", errors.toString());
        return rows + " kernels timed, errors in " + errors.getFileName() + " and validate.log";
    }

    private String suite() throws IOException, InterruptedException {
        Path plan = folder.resolve("suite.yaml");
        Files.writeString(plan, "models: [" + models.getFirst() + ".onnx]\nbatches: [1]\nproviders: ["
                + device + "]\nbudget: 10s\n");
        Path out = folder.resolve("suite");
        run("suite", "suite", plan.toString(), "--out", out.toString());
        String again = run("suite-again", "suite", plan.toString(), "--out", out.toString());
        check(again.contains("kept: measured before"), "the second run measured again: see suite-again.log");
        var first = object(list(value(object(read(out.resolve("suite.json"))), "cases")).getFirst());
        check(text(first, "state").equals("MEASURED"), "the case is " + text(first, "state"));
        return "the second run measured nothing";
    }

    // Their means.

    /// Runs a command of Assay, which must succeed; its output goes to a log in the folder and is
    /// returned.
    private String run(String log, String... arguments) throws IOException, InterruptedException {
        return output(log, List.of(arguments), List.of(0));
    }

    private String output(String log, List<String> arguments, List<Integer> exits)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(assay.toString()));
        command.addAll(arguments);
        Path file = folder.resolve(log + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new Refuted("assay " + arguments.getFirst() + " did not end within " + MINUTES + " minutes");
        }
        String said = Files.readString(file);
        check(exits.contains(process.exitValue()), "assay " + arguments.getFirst() + " ended with "
                + process.exitValue() + " (" + said.lines().reduce("", (_, last) -> last) + "); see "
                + file.getFileName());
        return said;
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

    private List<Outcome> failed() {
        return outcomes.stream().filter(outcome -> outcome.result() == Result.FAILS).toList();
    }

    private void report() throws IOException {
        var lines = new ArrayList<>(List.of(
                rehearsal ? "# CUDA acceptance, rehearsed on a CPU" : "# CUDA acceptance",
                "", "| claim | result | evidence |", "|---|---|---|"));
        for (var outcome : outcomes) {
            lines.add("| " + outcome.claim() + " | " + switch (outcome.result()) {
                case HOLDS -> "holds";
                case FAILS -> "**FAILS**";
                case LEFT_OUT -> "left out";
            } + " | " + outcome.evidence().replace("|", "\\|").replace("\n", " ") + " |");
        }
        Files.write(folder.resolve("report.md"), lines);
    }

    /// Names what failed; whether every claim holds.
    private boolean conclude() {
        failed().forEach(outcome -> System.err.println("failed: " + outcome.claim() + ": " + outcome.evidence()));
        long held = outcomes.stream().filter(outcome -> outcome.result() == Result.HOLDS).count();
        System.err.println(held + " of " + outcomes.size() + " claims hold, " + failed().size()
                + " fail; report: " + folder.resolve("report.md"));
        return failed().isEmpty();
    }
}
