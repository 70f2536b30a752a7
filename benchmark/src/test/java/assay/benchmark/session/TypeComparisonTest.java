package assay.benchmark.session;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import assay.analyzer.tensor.ValueType;
import assay.analyzer.zoo.Zoo;
import assay.benchmark.session.TypeComparison.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the analysis says of every tensor, held against ONNX Runtime. `scripts/compare-shapes` does
/// the same for any model.
class TypeComparisonTest {

    private static final ValueType RUN = tensor(ElementType.FLOAT32, Shape.of(2, 3));

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilenet_v3_small",
                "shufflenet_v2_x0_5",
                "squeezenet1_1",
                "mnasnet0_5",
                "regnet_y_400mf",
                "deit_tiny",
                "bert_tiny",
                "lstm"
            })
    void everyTensorOfTheZooIsAsTheRuntimeMakesIt(String name) {
        Path model = folder.resolve(name + ".onnx");
        Zoo.write(name, model, 1);
        Analysis symbolic = Analysis.of(model, Assumptions.NONE);
        var bindings = symbolic.at(2);

        List<TypeComparison> bound =
                TypeComparison.of(model, symbolic.bound(bindings), bindings, 1, folder);
        assertThat(bound).hasSizeGreaterThanOrEqualTo(symbolic.graph().nodes().size());
        assertThat(bound).filteredOn(each -> each.verdict() != Verdict.EXACT).isEmpty();
        assertThat(TypeComparison.of(model, symbolic, bindings, 1, folder))
                .filteredOn(each -> each.verdict() != Verdict.EXACT)
                .isEmpty();
        assertThat(folder.toFile().list()).containsExactly(name + ".onnx");
    }

    @Test
    void unknownIsNotWrong() {
        assertThat(verdict(RUN)).isEqualTo(Verdict.EXACT);
        assertThat(verdict(tensor(ElementType.FLOAT32, Shape.of(Dim.of(2), Dim.symbol("N")))))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(tensor(ElementType.FLOAT32, Shape.unranked("data"))))
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(verdict(ValueType.unknown("an operator"))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anotherTypeRankOrDimIsWrong() {
        assertThat(verdict(tensor(ElementType.FLOAT16, Shape.of(2, 3)))).isEqualTo(Verdict.WRONG);
        assertThat(verdict(tensor(ElementType.FLOAT32, Shape.of(2, 3, 1))))
                .isEqualTo(Verdict.WRONG);
        assertThat(verdict(tensor(ElementType.FLOAT32, Shape.of(Dim.symbol("N"), Dim.of(4)))))
                .isEqualTo(Verdict.WRONG);
    }

    private static Verdict verdict(ValueType paper) {
        return new TypeComparison("x", "Relu", paper, RUN).verdict();
    }

    private static ValueType tensor(ElementType type, Shape shape) {
        return ValueType.tensor(type, shape);
    }
}
