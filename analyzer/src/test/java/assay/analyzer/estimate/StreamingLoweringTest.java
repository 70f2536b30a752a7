package assay.analyzer.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.FusionRules;
import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.ModelDraft;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamingLoweringTest {

    /// 2 x 8 elements; a sigmoid counts 1 each, a hard one 0.8, and a hard swish, which runs as
    /// that and a product, 1.7. A ReLU needs no such function.
    @ParameterizedTest
    @CsvSource({"Sigmoid, 16", "HardSigmoid, 12.8", "HardSwish, 27.2", "Relu, 0"})
    void functionsAreCountedInSigmoids(String operator, double sigmoids) {
        ModelBuilder model = new ModelBuilder("pass", 8, 17);
        model.input("x", ElementType.FLOAT32, Shape.of(2, 8));
        model.node("n", operator, List.of("x"), "y");
        model.output("y", ElementType.FLOAT32, Shape.of(2, 8));
        Analysis analysis = Analysis.of(ModelDraft.of(model.build()), Assumptions.NONE);
        Workload workload = Workload.of(analysis, analysis.at(1), FusionRules.cpu());
        Kernel.ElementWise pass =
                (Kernel.ElementWise) workload.kernels().getFirst().kernels().getFirst();
        assertThat(pass.transcendentals()).isCloseTo(sigmoids, within(1e-9));
        // 64 bytes in and 64 out.
        assertThat(pass.work().bytes()).isEqualTo(128);
    }
}
