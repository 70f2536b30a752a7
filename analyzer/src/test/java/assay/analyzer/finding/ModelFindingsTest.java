package assay.analyzer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.finding.Finding.Severity;
import assay.analyzer.graph.Attribute;
import assay.analyzer.graph.Initializer;
import assay.analyzer.graph.Model;
import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a model's file stands in the way of running or reading it.
class ModelFindingsTest {

    private static final Map<String, Attribute> AXIS = Map.of("axis", new Attribute.Int(1));

    @TempDir Path folder;

    private static SmallModel product() {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, "N", 64)
                .weight("w", ElementType.FLOAT32, 64L, 64L)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y");
    }

    /// 32 floats, 128 B, are left over by constant folding; 64,000 floats are worth removing.
    @Test
    void leftoversOfAFewBytesBotherNobody() {
        assertThat(
                        Found.in(
                                product().weight("left", ElementType.FLOAT32, 32L),
                                "unused_initializers"))
                .isEmpty();
        assertThat(
                        Found.in(
                                        product().weight("left", ElementType.FLOAT32, 1000L, 64L),
                                        "unused_initializers")
                                .orElseThrow()
                                .message())
                .contains("1 initializer (250.0 KiB)");
    }

    @Test
    void openDimsOfInputs() {
        assertThat(Found.in(product(), "dynamic_input_shapes").orElseThrow())
                .satisfies(finding -> {
                    assertThat(finding.message()).isEqualTo("1 input has open dims: x [N, 64]");
                    assertThat(finding.advice()).startsWith("Only the batch is open");
                });
        SmallModel fixed =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, 1, 64)
                        .node("Relu", List.of("x"), List.of("y"))
                        .output("y");
        assertThat(Found.in(fixed, "dynamic_input_shapes")).isEmpty();
    }

    @Test
    void oneSymbolOnTwoAxes() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", "N")
                        .node("Relu", List.of("x"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "repeated_symbol").orElseThrow().message())
                .isEqualTo("1 input declares one symbol on several axes: 'x' [N, N]");
    }

    /// `[N, A]` times `[B, 64]` runs only where both inner dims are one number.
    @Test
    void symbolsThatMustBeEqual() {
        SmallModel model =
                new SmallModel()
                        .input("a", ElementType.FLOAT32, "N", "A")
                        .input("b", ElementType.FLOAT32, "B", 64)
                        .node("MatMul", List.of("a", "b"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "equal_symbols").orElseThrow().message())
                .isEqualTo("'MatMul0' runs only where A = B");
    }

    /// 2 A = 64.
    @Test
    void aSizeThatAComputedOneMustFit() {
        SmallModel model =
                new SmallModel()
                        .input("a", ElementType.FLOAT32, "N", "A")
                        .weight("w", ElementType.FLOAT32, 64L, 8L)
                        .node("ai.onnx", "Concat", List.of("a", "a"), List.of("c"), AXIS)
                        .node("MatMul", List.of("c", "w"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "equal_symbols").orElseThrow().message())
                .isEqualTo("'MatMul1' runs only where A is 32");
    }

    @Test
    void aProductOfWidthsThatDoNotFit() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.FLOAT32, "N", 32)
                        .weight("w", ElementType.FLOAT32, 64L, 64L)
                        .node("MatMul", List.of("x", "w"), List.of("y"))
                        .output("y");
        assertThat(Found.in(model, "conflict").orElseThrow().message())
                .startsWith("'MatMul0': ")
                .contains("32")
                .contains("64");
    }

    @Test
    void operatorsThatNobodyKnows() {
        SmallModel model = product().node("acme", "Turbo", List.of("y"), List.of("z"), Map.of());
        assertThat(Found.in(model, "unknown_operators").orElseThrow().message())
                .isEqualTo("unknown operators in 1 node: acme.Turbo 1");
    }

    /// Operator set 9 came with ONNX 1.4 of January 2019, IR version 4 with it.
    @Test
    void oldOperatorSetsAndFormats() {
        assertThat(Found.in(version(8, 4), "old_version").orElseThrow().message())
                .isEqualTo("operator set 8, IR version 4");
        assertThat(Found.in(version(9, 3), "old_version")).isPresent();
        assertThat(Found.in(version(9, 4), "old_version")).isEmpty();
    }

    private static Model version(long opset, long ir) {
        Model model = product().model();
        return new Model(
                model.path(),
                0,
                ir,
                "",
                "",
                Map.of(Model.DEFAULT_DOMAIN, opset),
                model.graph(),
                List.of(),
                Map.of());
    }

    /// 64 x 64 float32 are 16,384 B; the file beside the model holds 100, or is not there, or would
    /// lie elsewhere.
    @Test
    void externalDataThatCannotServe() throws IOException {
        assertThat(external("weights.bin"))
                .isEqualTo("external_data_missing: the external data 'weights.bin' is not there");
        Files.write(folder.resolve("weights.bin"), new byte[100]);
        assertThat(external("weights.bin"))
                .isEqualTo(
                        "external_data_short: the external data 'weights.bin' holds 100 bytes, the"
                                + " model needs 16384");
        assertThat(external("../weights.bin"))
                .startsWith("external_data_outside: the external data '../weights.bin' is refused");
        Files.write(folder.resolve("weights.bin"), new byte[16_384]);
        assertThat(external("weights.bin")).isEmpty();
    }

    private String external(String location) {
        Initializer weights =
                new Initializer(
                        "w",
                        ElementType.FLOAT32,
                        List.of(64L, 64L),
                        false,
                        new Initializer.Data.External(location, 0, -1),
                        null);
        Model model = product().stored(weights).model();
        Model placed =
                new Model(
                        folder.resolve("model.onnx"),
                        0,
                        model.irVersion(),
                        "",
                        "",
                        model.opsets(),
                        model.graph(),
                        List.of(),
                        Map.of());
        return Found.all(placed).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.id() + ": " + finding.message())
                .findFirst()
                .orElse("");
    }
}
