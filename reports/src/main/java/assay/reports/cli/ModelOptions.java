package assay.reports.cli;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.Precision;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Model;
import assay.analyzer.onnx.StoredValue;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import assay.reports.card.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say what is known of a model's inputs, shared by the commands that analyse.
final class ModelOptions {

    @Option(
            names = "--batches",
            split = ",",
            paramLabel = "N",
            description = "Batch sizes (default: 1,2,4,8,16,32,64,128).")
    List<Long> batches = List.of();

    @Option(
            names = "--bind",
            paramLabel = "NAME=N",
            description = "A number for a symbolic dimension; repeatable.")
    Map<String, Long> bind = new LinkedHashMap<>();

    @Option(
            names = "--input",
            paramLabel = "NAME=SHAPE",
            description = "Shape of an input, as in data=1x3x224x224 or sr=scalar; repeatable.")
    List<String> inputs = List.of();

    @Option(
            names = "--freeze-inputs",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Values of inputs, known at analysis time: files as ONNX's tests have them (input_0.pb"
                            + " ...; tensors, sequences, optionals), in the order of the inputs unless"
                            + " they carry names.")
    List<Path> frozen = List.of();

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "fp32, tf32, fp16, bf16 or int8 (default: the model's own).")
    @Nullable String precision;

    private static final Pattern INPUT_FILE = Pattern.compile("input_(\\d{1,6})\\.pb");

    /// Refuses what cannot be meant, before anything is done.
    void check() {
        batchesOr(List.of());
        precision();
    }

    /// The batch sizes asked for, or those that stand when none are.
    List<Long> batchesOr(List<Long> otherwise) {
        for (long batch : batches) {
            if (batch < 1) {
                throw new UsageException("--batches: a batch size is 1 or more, not " + batch);
            }
        }
        return batches.isEmpty() ? otherwise : batches.stream().distinct().toList();
    }

    /// Refuses numbers for dimensions that the one model of a command does not have.
    ///
    /// @throws UsageException that names those which it has
    void mustFit(Analysis analysis) {
        List<String> names = analysis.symbols().names();
        for (String name : bind.keySet()) {
            if (!names.contains(name)) {
                throw new UsageException(
                        "--bind "
                                + name
                                + "="
                                + bind.get(name)
                                + ": the model has no open dimension '"
                                + name
                                + "'; it has "
                                + names.stream().map(n -> Printable.clip(n, 60)).toList());
            }
        }
    }

    /// The batch sizes to take for a model, or those that stand when none are asked for. Where
    /// `--bind` gives the batch a number, that is the one.
    ///
    /// @throws UsageException where it gives it another one than `--batches`
    List<Long> batches(Analysis analysis, List<Long> otherwise) {
        String batch = analysis.symbols().batch().orElse("");
        Long bound = analysis.assumptions().chosen().values().get(batch);
        if (bound == null) {
            return batchesOr(otherwise);
        }
        if (bound < 1 || !batchesOr(List.of(bound)).equals(List.of(bound))) {
            throw new UsageException(
                    "--bind "
                            + batch
                            + "="
                            + bound
                            + ": "
                            + batch
                            + " is the batch size, which is 1 or more and set by --batches; give one of the two");
        }
        return List.of(bound);
    }

    Optional<Precision> precision() {
        if (precision == null) {
            return Optional.empty();
        }
        Optional<Precision> found = Precision.ofLabel(precision);
        if (found.isEmpty()) {
            throw new UsageException(
                    "--precision " + precision + ": is none of fp32, tf32, fp16, bf16, int8");
        }
        return found;
    }

    /// All of this, for a model.
    Assumptions assumptions(Model model) {
        for (Map.Entry<String, Long> each : bind.entrySet()) {
            if (each.getValue() == null || each.getValue() < 0) {
                throw new UsageException("--bind " + each.getKey() + ": a dimension is 0 or more");
            }
        }
        Map<String, TensorValue> values = new LinkedHashMap<>();
        Map<String, ValueType> types = new LinkedHashMap<>();
        stored(model)
                .forEach((name, stored) -> {
                    stored.value().ifPresent(value -> values.put(name, value));
                    if (!(stored.type() instanceof ValueType.TensorType)) {
                        types.put(name, stored.type());
                    }
                });
        return new Assumptions(new Bindings(bind), Bindings.NONE, shapes(model), values, types);
    }

    private Map<String, Shape> shapes(Model model) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (String input : inputs) {
            int equals = input.lastIndexOf('=');
            if (equals <= 0) {
                throw new UsageException(
                        "--input " + input + ": give NAME=SHAPE, as in data=1x3x224x224");
            }
            String name = input.substring(0, equals);
            if (model.graph().inputs().stream().noneMatch(i -> i.name().equals(name))) {
                throw new UsageException(
                        "--input "
                                + input
                                + ": the model has no input '"
                                + name
                                + "'; it has "
                                + model.graph().inputs().stream().map(ValueInfo::name).toList());
            }
            shapes.put(name, shape(input, input.substring(equals + 1)));
        }
        return shapes;
    }

    private static Shape shape(String input, String text) {
        if (text.equals("scalar")) {
            return Shape.scalar();
        }
        List<Dim> dims = new ArrayList<>();
        for (String part : text.split("[x,]", -1)) {
            if (part.matches("\\d{1,18}")) {
                dims.add(Dim.of(Long.parseLong(part)));
            } else if (part.matches("[A-Za-z_]\\w*")) {
                dims.add(Dim.symbol(part));
            } else {
                throw new UsageException(
                        "--input " + input + ": '" + part + "' is neither a number nor a name");
            }
        }
        return Shape.of(dims);
    }

    /// What the frozen files hold, by the input that each belongs to.
    private Map<String, StoredValue> stored(Model model) {
        Map<String, StoredValue> stored = new LinkedHashMap<>();
        List<ValueInfo> declared = model.graph().inputs();
        for (int i = 0; i < frozen.size(); i++) {
            Path file = frozen.get(i);
            int place = place(file, i);
            ValueType type =
                    place < declared.size()
                            ? declared.get(place).type()
                            : ValueType.unknown("beyond the last input");
            StoredValue value = StoredValue.read(file, type);
            stored.put(nameOf(model, value.name(), file, place), value);
        }
        return stored;
    }

    private static int place(Path file, int position) {
        Matcher matcher = INPUT_FILE.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : position;
    }

    private static String nameOf(Model model, String own, Path file, int index) {
        List<String> names = model.graph().inputs().stream().map(ValueInfo::name).toList();
        if (names.contains(own)) {
            return own;
        }
        if (index >= names.size()) {
            throw new UsageException(
                    "--freeze-inputs " + file + ": the model has only " + names.size() + " inputs");
        }
        return names.get(index);
    }
}
