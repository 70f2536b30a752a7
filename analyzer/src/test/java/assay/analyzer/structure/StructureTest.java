package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.finding.Detectors;
import assay.analyzer.finding.Finding;
import assay.analyzer.finding.Subject;
import assay.analyzer.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureTest {

    @TempDir Path folder;

    private Analysis zoo(String name) {
        Path file = folder.resolve(name + ".onnx");
        Zoo.write(name, file, 1);
        return Analysis.of(file, Assumptions.NONE);
    }

    private static List<String> repetitions(Structure structure) {
        return structure.repetitions().stream().map(Repetition::text).toList();
    }

    @Test
    void resNet18HasTheBlocksOfItsCard() {
        Analysis analysis = zoo("resnet18");
        Structure structure = Structure.of(analysis.graph());

        // 9 = the stem and the first convolution of 8 blocks; 11 = the second ones and 3
        // projections.
        assertThat(structure.blockCounts())
                .hasSize(3)
                .containsEntry("ConvBNRelu", 9)
                .containsEntry("ConvBN", 11)
                .containsEntry("ResidualAdd", 8);
        assertThat(repetitions(structure)).containsExactly("2 basic blocks x 4 stages");
        assertThat(structure.architecture().type()).isEqualTo("cnn");
        assertThat(structure.architecture().family()).isEqualTo("ResNet-18");
        assertThat(structure.architecture().classes()).isEqualTo(1000);
        assertThat(structure.kvCache()).isNull();
        // The seed graph is of operator set 8 and IR version 3, and its batch is open.
        assertThat(Detectors.findings(Subject.of(analysis, analysis.at(1))))
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("dynamic_input_shapes", "old_version");
    }

    @Test
    void bertIsAnEncoderOfTwoLayers() {
        Structure structure = Structure.of(zoo("bert_tiny").graph());

        // 2 layers of 2 heads; a normalization after the embeddings and two in each layer.
        assertThat(repetitions(structure)).contains("2 encoder layers");
        assertThat(structure.blockCounts())
                .containsEntry("Attention", 2)
                .containsEntry("LayerNorm", 5)
                .containsEntry("GELU", 2)
                .containsEntry("ResidualAdd", 4);
        assertThat(structure.architecture().type()).isEqualTo("transformer encoder");
        assertThat(structure.blocks())
                .filteredOn(Block.Attention.class::isInstance)
                .first()
                .extracting(block -> ((Block.Attention) block).sharing())
                .isEqualTo(Block.Sharing.MHA);
    }

    @Test
    void siluIsNoResidualAndSqueezeExciteIsFound() {
        Structure structure = Structure.of(zoo("efficientnet_b0").graph());

        // 16 inverted residuals with a squeeze-and-excite each, 9 of them with a sum; SiLU after
        // the stem, the head, 15 expansions, 16 depthwise convolutions and 16 squeezes.
        assertThat(structure.blockCounts())
                .containsEntry("InvertedResidual", 16)
                .containsEntry("SqueezeExcite", 16)
                .containsEntry("ResidualAdd", 9)
                .containsEntry("SiLU", 49);
    }

    @Test
    void mobileNetAndUNetAreNamedByStructure() {
        assertThat(Structure.of(zoo("mobilenet_v2").graph()).architecture().family())
                .isEqualTo("MobileNetV2");
        Structure unet = Structure.of(zoo("unet").graph());
        assertThat(unet.blockCounts()).containsEntry("UNetSkip", 4);
        assertThat(unet.architecture().task()).isEqualTo("segmentation");
    }
}
