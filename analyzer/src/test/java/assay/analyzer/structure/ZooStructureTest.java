package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.analysis.Assumptions;
import assay.analyzer.analysis.ShapeInference;
import assay.analyzer.onnx.WeightlessModel;
import assay.analyzer.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Blocks, repetition and name of each family of the zoo against what its paper says.
class ZooStructureTest {

    @TempDir Path folder;

    private Structure structure(String name) throws IOException {
        return Structure.of(
                ShapeInference.infer(
                        WeightlessModel.read(Zoo.spec(name), folder), Assumptions.NONE));
    }

    /// Counts of blocks.
    ///
    /// - ResNet-50: 16 units; ReLU follows 2 convolutions of each and the stem (33), the third of
    ///   each and 4 projections stand before a sum (20).
    /// - MobileNetV2 (table 2): 1+2+3+4+3+3+1 = 17 bottlenecks; each stage's first changes size or
    ///   channels, so 17 - 7 = 10 sums; ReLU6 in the stem, the head, 17 depthwise and 16
    ///   expansions.
    /// - MobileNetV3-Large (table 1): 15 bottlenecks, SE in 8; sums in the 10 that keep their size;
    ///   h-swish: 20 convolutions (stem, head, 9 x 2) and the classifier.
    /// - EfficientNet-B0 (table 1): 1+2+2+3+3+4+1 = 16 MBConv, each with SE; 16 - 7 sums.
    /// - EfficientNetV2-S (table 4): 2 + 4 + 4 fused, of which the first 2 have no expansion and so
    ///   are plain residual convolutions; 6 + 9 + 15 MBConv; all but the first of a stage that
    ///   changes size or channels have a sum: 2 + 3 + 3 + 5 + 8 + 14 = 35.
    /// - DenseNet-121: 6 + 12 + 24 + 16 = 58 layers. SqueezeNet: 8 Fire modules. ShuffleNetV2: 4 +
    ///   8
    ///   + 4 units.
    /// - U-Net: 4 levels joined. BERT-base: 12 layers of 12 heads, a norm behind the embeddings and
    ///   two in each layer. GPT-2: two in each and one at the end. ViT-B/16: the same as GPT-2.
    /// - Swin-T: 2+2+6+2 = 12 blocks with 2 norms, patch embedding, 3 mergings, head: 24+1+3+1 =
    ///   29.
    /// - T5-small: 6 layers, 2 RMS norms each, one at the end; the bias by position that all layers
    ///   add to their scores is no residual.
    /// - Mixer-B/16: 12 layers with 2 MLPs and 2 norms, and a last norm.
    @ParameterizedTest
    @CsvSource({
        "resnet50, ConvBNRelu=33 ConvBN=20 ResidualAdd=16",
        "mobilenet_v2, InvertedResidual=17 ResidualAdd=10 ConvBNRelu6=35 ConvBN=17",
        "mobilenet_v3_large, InvertedResidual=15 SqueezeExcite=8 ResidualAdd=10 HardSwish=21",
        "efficientnet_b0, InvertedResidual=16 SqueezeExcite=16 ResidualAdd=9 SiLU=49",
        "efficientnet_v2_s, FusedInvertedResidual=8 InvertedResidual=30 ResidualAdd=35",
        "densenet121, DenseLayer=58",
        "squeezenet1_0, Fire=8 ConvRelu=26",
        "shufflenet_v2_x1_0, ChannelShuffle=16",
        "regnet_x_400mf, ResidualAdd=22 FusedInvertedResidual=0",
        "unet, UNetSkip=4 DenseLayer=0",
        "convnext_tiny, ResidualAdd=18 GELU=18",
        "bert_base, Attention=12 LayerNorm=25 GELU=12 ResidualAdd=24 LearnedPositions=1",
        "gpt2, Attention=12 LayerNorm=25 GELU=12 ResidualAdd=24 LearnedPositions=1",
        "vit_b_16, Attention=12 LayerNorm=25 GELU=12 ResidualAdd=24 LearnedPositions=1",
        "swin_t, Attention=12 LayerNorm=29 GELU=12 ResidualAdd=24",
        "t5_small_encoder, Attention=6 RMSNorm=13 ResidualAdd=12 LayerNorm=0",
        "mixer_b_16, LayerNorm=25 GELU=24 ResidualAdd=24 Attention=0",
        "lstm, RecurrentCell=2",
    })
    void blocksAreThoseOfThePaper(String model, String expected) throws IOException {
        Structure structure = structure(model);
        Map<String, Integer> counts = new TreeMap<>();
        for (String each : expected.split(" ")) {
            String type = each.substring(0, each.indexOf('='));
            counts.put(type, structure.blockCounts().getOrDefault(type, 0));
        }
        assertThat(
                        counts.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(expected.split(" ")));
    }

    /// Stages as the papers' tables list them.
    @ParameterizedTest
    @CsvSource({
        "resnet18, cnn, ResNet-18, 2 basic blocks x 4 stages",
        "resnet101, cnn, ResNet-101, 3-4-23-3 bottleneck blocks in 4 stages",
        "resnext50_32x4d, cnn, ResNeXt-50 32x4d, 3-4-6-3 bottleneck blocks in 4 stages",
        "wide_resnet50_2, cnn, Wide ResNet-50-2, 3-4-6-3 bottleneck blocks in 4 stages",
        "vgg16, cnn, VGG-16, 2-2-3-3-3 3x3 convolutions in 5 stages",
        "densenet169, cnn, DenseNet-169, 6-12-32-32 dense layers in 4 stages",
        "squeezenet1_1, cnn, SqueezeNet, 2-2-4 Fire modules in 3 stages",
        "shufflenet_v2_x0_5, cnn, ShuffleNetV2, 4-8-4 shuffle units in 3 stages",
        "mobilenet_v2, cnn, MobileNetV2, 1-2-3-4-3-3-1 inverted residual blocks in 7 stages",
        "efficientnet_b4, cnn, EfficientNet-B4, 2-4-4-6-6-8-2 inverted residual blocks in 7 stages",
        "convnext_tiny, cnn, ConvNeXt-T, 3-3-9-3 ConvNeXt blocks in 4 stages",
        "regnet_y_400mf, cnn, , 1-3-6-6 bottleneck blocks in 4 stages",
        "swin_s, vision transformer, Swin-S, 2-2-18-2 encoder layers in 4 stages",
        "vit_l_16, vision transformer, ViT-L/16, 24 encoder layers",
        "mixer_b_16, mlp, MLP-Mixer, 12 mixer layers",
        "bert_base, transformer encoder, BERT-base, 12 encoder layers",
        "distilbert, transformer encoder, DistilBERT-base, 6 encoder layers",
        "t5_small_encoder, transformer encoder, T5-small encoder, 6 encoder layers",
        "gpt2, transformer decoder, GPT-2 small, 12 decoder layers",
        "lstm, rnn, , 2 recurrent layers",
    })
    void architectureIsNamedByItsStructure(
            String model, String type, String family, String repetition) throws IOException {
        Structure structure = structure(model);
        assertThat(structure.architecture().type()).isEqualTo(type);
        assertThat(structure.architecture().family()).isEqualTo(family);
        assertThat(structure.repetitions().getFirst().text()).isEqualTo(repetition);
    }
}
