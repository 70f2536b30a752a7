package assay.analyzer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.ShapeInference;
import assay.analyzer.analysis.TypedGraph;
import assay.analyzer.graph.Graph;
import assay.analyzer.graph.Graph.ValueInfo;
import assay.analyzer.graph.Model;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.TensorValue;
import assay.analyzer.tensor.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// ONNX's own backend node tests: each one operator, its inputs, and the outputs that it must give.
/// All declared types but those of the inputs are taken away first.
///
/// Mode A knows the inputs' declared types only; mode B their values as well. The state of every
/// test stands in `backend-node-tests.tsv`; `-Dassay.rewrite=true` writes it anew. The folder of
/// the tests is that of Debian's libonnx-testdata, or `-Dassay.backend.tests`.
class BackendNodeTest {

    private static final Path FOLDER =
            Path.of(
                    System.getProperty(
                            "assay.backend.tests", "/usr/share/libonnx-testdata/data/node"));

    private static final Path LIST =
            Path.of(
                    System.getProperty("assay.root"),
                    "analyzer/src/test/resources/assay/analyzer/onnx/backend-node-tests.tsv");

    /// These store uint16 for an output that the model declares and the operator makes bfloat16.
    private static final List<String> MISLABELLED =
            List.of(
                    "test_cast_FLOAT_to_BFLOAT16",
                    "test_castlike_FLOAT_to_BFLOAT16",
                    "test_castlike_FLOAT_to_BFLOAT16_expanded");

    private record State(Verdict shapes, Verdict frozen, String why) {}

    @Test
    void everyTestHasItsListedStateAndNoneIsWrong() throws IOException {
        assumeTrue(
                Files.isDirectory(FOLDER),
                "ONNX's backend tests are not at " + FOLDER + ": install libonnx-testdata");
        Map<String, State> states = new TreeMap<>();
        try (Stream<Path> tests = Files.list(FOLDER)) {
            for (Path test : tests.filter(t -> Files.exists(t.resolve("model.onnx"))).toList()) {
                states.put(test.getFileName().toString(), state(test));
            }
        }
        List<String> lines = new ArrayList<>();
        states.forEach((name, state) ->
                lines.add(
                        String.join(
                                "\t",
                                name,
                                state.shapes().name().toLowerCase(Locale.ROOT),
                                state.frozen().name().toLowerCase(Locale.ROOT),
                                state.why())));
        if (Boolean.getBoolean("assay.rewrite")) {
            Files.write(LIST, lines);
        }
        List<String> wrong =
                lines.stream()
                        .filter(line -> line.contains("\twrong"))
                        .filter(line -> !MISLABELLED.contains(line.split("\t")[0]))
                        .toList();
        assertThat(wrong).isEmpty();
        if (!System.getProperties().containsKey("assay.backend.tests")) {
            assertThat(lines).isEqualTo(Files.readAllLines(LIST));
        }
    }

    private static State state(Path test) throws IOException {
        Model model = stripped(OnnxReader.read(test.resolve("model.onnx")));
        Verdict shapes = Verdict.EXACT;
        Verdict frozen = Verdict.EXACT;
        String why = "";
        try (Stream<Path> sets = Files.list(test)) {
            for (Path set : sets.filter(Files::isDirectory).toList()) {
                Model full = OnnxReader.read(test.resolve("model.onnx"));
                TypedGraph open = ShapeInference.infer(model, Assumptions.NONE);
                TypedGraph closed = ShapeInference.infer(model, frozen(full, set));
                Verdict verdict = verdict(full, open, set);
                shapes = shapes.and(verdict);
                Verdict second = verdict(full, closed, set);
                frozen = frozen.and(second);
                if (second != Verdict.EXACT) {
                    why = said(full, closed);
                } else if (verdict == Verdict.WRONG) {
                    why = said(full, open);
                }
            }
        }
        return new State(shapes, frozen, why);
    }

    private static Model stripped(Model model) {
        Graph graph = model.graph();
        List<ValueInfo> outputs = new ArrayList<>();
        for (ValueInfo output : graph.outputs()) {
            outputs.add(new ValueInfo(output.name(), ValueType.unknown("taken away")));
        }
        return new Model(
                model.path(),
                model.fileBytes(),
                model.irVersion(),
                model.producer(),
                model.producerVersion(),
                model.opsets(),
                new Graph(
                        graph.name(),
                        graph.nodes(),
                        graph.inputs(),
                        outputs,
                        graph.initializers(),
                        Map.of()),
                model.functions(),
                model.metadata());
    }

    private static Assumptions frozen(Model model, Path set) {
        Map<String, TensorValue> values = new HashMap<>();
        Map<String, ValueType> types = new HashMap<>();
        for (int i = 0; i < model.graph().inputs().size(); i++) {
            ValueInfo input = model.graph().inputs().get(i);
            Path file = set.resolve("input_" + i + ".pb");
            if (Files.exists(file)) {
                StoredValue stored = StoredValue.read(file, input.type());
                stored.value().ifPresent(value -> values.put(input.name(), value));
                if (!(input.type() instanceof ValueType.TensorType)) {
                    types.put(input.name(), stored.type());
                }
            }
        }
        return new Assumptions(Bindings.NONE, Bindings.NONE, Map.of(), values, types);
    }

    private static Verdict verdict(Model model, TypedGraph graph, Path set) {
        Verdict verdict = Verdict.EXACT;
        for (int i = 0; i < model.graph().outputs().size(); i++) {
            ValueInfo output = model.graph().outputs().get(i);
            Path file = set.resolve("output_" + i + ".pb");
            if (Files.exists(file)) {
                verdict =
                        verdict.and(
                                Verdict.of(
                                        graph.type(output.name()),
                                        StoredValue.read(file, output.type()).type()));
            }
        }
        return verdict;
    }

    private static String said(Model model, TypedGraph graph) {
        List<String> types = new ArrayList<>();
        for (ValueInfo output : model.graph().outputs()) {
            types.add(graph.type(output.name()).toString());
        }
        return String.join("; ", types).replaceAll("\\s+", " ");
    }
}
