package assay.analyzer.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.NodeSpec;
import assay.analyzer.onnx.WeightSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResNet18GluonTest {

    private final ModelSpec model = Zoo.spec("resnet18");

    @Test
    void hasTheNodesAndOperatorsOfTheSeedCard() {
        assertThat(model.nodes()).hasSize(69);
        assertThat(model.weights()).hasSize(102);
        assertThat(model.operators())
                .isEqualTo(
                        Map.of(
                                "Conv", 20,
                                "BatchNormalization", 20,
                                "Relu", 17,
                                "Add", 8,
                                "MaxPool", 1,
                                "GlobalAveragePool", 1,
                                "Flatten", 1,
                                "Gemm", 1));
    }

    @Test
    void hasTheWeightsOfTheSeedCard() {
        long elements = model.weights().stream().mapToLong(WeightSpec::elements).sum();
        // Conv 11,166,912 + BatchNormalization 19,200 + Gemm 513,000
        assertThat(elements).isEqualTo(11_699_112);
        // four bytes an element
        assertThat(model.weightBytes()).isEqualTo(46_796_448);
        // 4,800 normalized channels, a running mean and a running variance each
        assertThat(model.elements(WeightSpec.Role.BUFFER)).isEqualTo(9_600);
        // torchvision's num_params of resnet18
        assertThat(model.parameters()).isEqualTo(11_689_512);
    }

    @Test
    void isAnIr3Opset8ModelWithItsWeightsAmongTheInputs() {
        assertThat(model.irVersion()).isEqualTo(3);
        assertThat(model.opsets()).isEqualTo(Map.of("", 8));
        assertThat(model.weightsAreInputs()).isTrue();
        assertThat(model.inputs()).hasSize(1);
        assertThat(model.inputs().getFirst().name()).isEqualTo("data");
        assertThat(model.inputs().getFirst().shape()).hasToString("[N, 3, 224, 224]");
        assertThat(model.outputs()).hasSize(1);
        assertThat(model.outputs().getFirst().name()).isEqualTo("resnetv15_dense0_fwd");
        assertThat(model.outputs().getFirst().shape()).hasToString("[N, 1000]");
    }

    @Test
    void namesItsNodesAsTheExportDid() {
        assertThat(model.nodes().stream().map(NodeSpec::name))
                .startsWith(
                        "resnetv15_conv0_fwd",
                        "resnetv15_batchnorm0_fwd",
                        "resnetv15_relu0_fwd",
                        "resnetv15_pool0_fwd",
                        "resnetv15_stage1_conv0_fwd")
                .containsSubsequence(
                        "resnetv15_stage1__plus0",
                        "resnetv15_stage1_activation0",
                        "resnetv15_stage1_conv2_fwd",
                        "resnetv15_stage2_conv2_fwd",
                        "resnetv15_stage2_conv0_fwd",
                        "resnetv15_stage2_conv4_fwd")
                .endsWith("resnetv15_pool1_fwd", "flatten_170", "resnetv15_dense0_fwd");
    }
}
