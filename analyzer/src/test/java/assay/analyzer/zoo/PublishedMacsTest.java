package assay.analyzer.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.onnx.WeightlessModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the analysis makes of the zoo's graphs against what their authors publish.
class PublishedMacsTest {

    @TempDir Path folder;

    /// `num_params` and `_ops` (10^9 multiply-accumulates of convolutions, linear layers and
    /// batched products at 1x3x224x224, rounded as here) in the metadata of torchvision's weights.
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 1.814",
        "resnet34, 21797672, 3.664",
        "resnet50, 25557032, 4.089",
        "resnet101, 44549160, 7.801",
        "resnet152, 60192808, 11.514",
        "resnext50_32x4d, 25028904, 4.23",
        "resnext101_32x8d, 88791336, 16.414",
        "vgg16, 138357544, 15.47",
        "vgg19, 143667240, 19.632",
        "densenet121, 7978856, 2.834",
        "efficientnet_b0, 5288548, 0.386",
        "vit_b_16, 86567656, 17.6",
        "vit_b_32, 88224232, 4.4",
        "vit_l_16, 304326632, 61.6",
        "vit_l_32, 306535400, 15.4",
        "vit_h_14, 632045800, 167.3",
    })
    void torchvision(String name, long parameters, double gigaMacs) throws IOException {
        Analysis analysis = analysis(Zoo.spec(name));
        assertThat(analysis.parameters().trainable()).isEqualTo(parameters);
        long macs = analysis.totals().coreMacs().bind(analysis.at(1)).number().orElseThrow();
        assertThat(macs * 1e-9).isCloseTo(gigaMacs, withinPercentage(0.5));
    }

    /// The zoo knows what each weight is for; the analysis has to find out.
    @ParameterizedTest
    @MethodSource("assay.analyzer.zoo.Zoo#names")
    void learnedWeightsAreToldFromBuffersAndConstants(String name) throws IOException {
        ModelSpec spec = Zoo.spec(name);
        Analysis analysis = analysis(spec);
        assertThat(analysis.parameters().trainable()).isEqualTo(spec.parameters());
        assertThat(analysis.parameters().buffers())
                .isEqualTo(spec.elements(WeightSpec.Role.BUFFER));
        assertThat(analysis.graph().conflicts()).isEmpty();
        assertThat(analysis.totals().unknown()).isEmpty();
    }

    private Analysis analysis(ModelSpec spec) throws IOException {
        return Analysis.of(WeightlessModel.read(spec, folder), Assumptions.NONE);
    }
}
