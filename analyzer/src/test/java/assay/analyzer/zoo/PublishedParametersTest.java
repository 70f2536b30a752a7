package assay.analyzer.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Learned elements of each architecture against what its authors or the reference implementation
/// publish. Running statistics, masks and index tables are not learned.
class PublishedParametersTest {

    /// `num_params` in the metadata of torchvision's weights, each looked up in its source, or to
    /// 0.01 million in the tables of ptflops and thop (AlexNet's kin, VGG, DenseNet, MNASNet,
    /// ShuffleNet).
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512",
        "resnet34, 21797672",
        "resnet50, 25557032",
        "resnet101, 44549160",
        "resnet152, 60192808",
        "resnext50_32x4d, 25028904",
        "resnext101_32x8d, 88791336",
        "resnext101_64x4d, 83455272",
        "wide_resnet50_2, 68883240",
        "wide_resnet101_2, 126886696",
        "vgg11, 132863336",
        "vgg13, 133047848",
        "vgg16, 138357544",
        "vgg19, 143667240",
        "vgg11_bn, 132868840",
        "vgg13_bn, 133053736",
        "vgg16_bn, 138365992",
        "vgg19_bn, 143678248",
        "mobilenet_v2, 3504872",
        "vit_b_16, 86567656",
        "vit_b_32, 88224232",
        "vit_l_16, 304326632",
        "vit_l_32, 306535400",
        "vit_h_14, 632045800",
        "alexnet, 61100840",
        "squeezenet1_0, 1248424",
        "squeezenet1_1, 1235496",
        "densenet121, 7978856",
        "densenet161, 28681000",
        "densenet169, 14149480",
        "densenet201, 20013928",
        "mobilenet_v3_large, 5483032",
        "mobilenet_v3_small, 2542856",
        "efficientnet_b0, 5288548",
        "efficientnet_b1, 7794184",
        "efficientnet_b2, 9109994",
        "efficientnet_b3, 12233232",
        "efficientnet_b4, 19341616",
        "efficientnet_b5, 30389784",
        "efficientnet_b6, 43040704",
        "efficientnet_b7, 66347960",
        "efficientnet_v2_s, 21458488",
        "efficientnet_v2_m, 54139356",
        "efficientnet_v2_l, 118515272",
        "regnet_x_400mf, 5495976",
        "regnet_x_800mf, 7259656",
        "regnet_x_1_6gf, 9190136",
        "regnet_x_3_2gf, 15296552",
        "regnet_x_8gf, 39572648",
        "regnet_x_16gf, 54278536",
        "regnet_x_32gf, 107811560",
        "regnet_y_400mf, 4344144",
        "regnet_y_800mf, 6432512",
        "regnet_y_1_6gf, 11202430",
        "regnet_y_3_2gf, 19436338",
        "regnet_y_8gf, 39381472",
        "regnet_y_16gf, 83590140",
        "regnet_y_32gf, 145046770",
        "mnasnet0_5, 2218512",
        "mnasnet0_75, 3170208",
        "mnasnet1_0, 4383312",
        "mnasnet1_3, 6282256",
        "shufflenet_v2_x0_5, 1366792",
        "shufflenet_v2_x1_0, 2278604",
        "shufflenet_v2_x1_5, 3503624",
        "shufflenet_v2_x2_0, 7393996",
        "swin_t, 28288354",
        "swin_s, 49606258",
        "swin_b, 87768224",
        "convnext_tiny, 28589128",
        "convnext_small, 50223688",
        "convnext_base, 88591464",
        "convnext_large, 197767336",
    })
    void torchvision(String name, long parameters) {
        assertThat(Zoo.spec(name).parameters()).isEqualTo(parameters);
    }

    /// Elements that others count with Hugging Face's `transformers` (BertModel, DistilBertModel,
    /// GPT2LMHeadModel, T5EncoderModel) and that KerasHub prints for its BERT and GPT-2 presets;
    /// MiniLM as its published ONNX file holds it, position ids left out.
    @ParameterizedTest
    @CsvSource({
        "bert_tiny, 4385920",
        "bert_small, 28763648",
        "bert_medium, 41373184",
        "bert_base, 109482240",
        "bert_large, 335141888",
        "minilm_l6, 22713216",
        "distilbert, 66362880",
        "gpt2, 124439808",
        "gpt2_step, 124439808",
        "gpt2_medium, 354823168",
        "gpt2_large, 774030080",
        "gpt2_xl, 1557611200",
        "t5_base_encoder, 109628544",
    })
    void transformers(String name, long parameters) {
        assertThat(Zoo.spec(name).parameters()).isEqualTo(parameters);
    }

    /// Of these no exact total was found. Depth and widths are those of the papers; the same
    /// arithmetic gives the totals above.
    @ParameterizedTest
    @CsvSource({
        "bert_base, 12, 768",
        "bert_mini, 4, 256",
    })
    void bertByArithmetic(String name, long layers, long d) {
        // 30,522 words, 512 positions, 2 types; four d x d and two d x 4d products with biases;
        // normalizations; the pooler.
        long embeddings = (30_522 + 512 + 2) * d + 2 * d;
        long layer = 12 * d * d + 9 * d + 4 * d;
        assertThat(Zoo.spec(name).parameters()).isEqualTo(embeddings + layers * layer + d * d + d);
    }

    @ParameterizedTest
    @CsvSource({
        "t5_base_encoder, 12, 768, 12, 3072",
        "t5_small_encoder, 6, 512, 8, 2048",
        "t5_large_encoder, 24, 1024, 16, 4096",
    })
    void t5ByArithmetic(String name, long layers, long d, long heads, long hidden) {
        // 32,128 words; 32 buckets of relative positions in the first layer; four products of
        // attention, two of the feed-forward part, no biases; a scale a normalization.
        long layer = 4 * d * 64 * heads + 2 * d * hidden + 2 * d;
        assertThat(Zoo.spec(name).parameters())
                .isEqualTo(32_128 * d + 32 * heads + layers * layer + d);
    }

    /// GPT-3 as table 2.1 of its paper has it, at 1.3 and 2.7 billion, with GPT-2's vocabulary and
    /// 2,048 positions.
    @ParameterizedTest
    @CsvSource({
        "gpt2, 12, 768, 1024",
        "gpt3_xl, 24, 2048, 2048",
        "gpt3_2_7b, 32, 2560, 2048",
    })
    void gptByArithmetic(String name, long layers, long d, long positions) {
        long layer = 12 * d * d + 13 * d;
        assertThat(Zoo.spec(name).parameters())
                .isEqualTo((50_257 + positions) * d + layers * layer + 2 * d);
    }

    /// Millions as timm's result tables print them (`param_count`), except `deit_tiny`,
    /// `deit_base`, `mixer_b_32` and `mixer_l_32`, which are rounded further in table 5 of the DeiT
    /// paper (5, 86) and table 1 of MLP-Mixer's (60, 206).
    @ParameterizedTest
    @CsvSource({
        "deit_tiny, 5.7, 0.05",
        "deit_small, 22.05, 0.005",
        "deit_base, 86.6, 0.05",
        "vit_ti_16, 5.72, 0.005",
        "vit_s_16, 22.05, 0.005",
        "vit_s_32, 22.88, 0.005",
        "mixer_s_16, 18.53, 0.005",
        "mixer_s_32, 19.1, 0.005",
        "mixer_b_16, 59.88, 0.005",
        "mixer_b_32, 60, 0.5",
        "mixer_l_16, 208.2, 0.005",
        "mixer_l_32, 206, 1",
    })
    void timm(String name, double millions, double rounding) {
        assertThat(Zoo.spec(name).parameters() / 1e6).isCloseTo(millions, within(rounding));
    }

    @Test
    void unet() {
        // Double convolutions from a to b: 9ab + 9bb weights and 4b of normalization.
        long expected = 0;
        int[][] doubles = {
            {3, 64},
            {64, 128},
            {128, 256},
            {256, 512},
            {512, 1024},
            {1024, 512},
            {512, 256},
            {256, 128},
            {128, 64}
        };
        for (int[] pair : doubles) {
            expected += 9L * pair[0] * pair[1] + 9L * pair[1] * pair[1] + 4L * pair[1];
        }
        // Transposed convolutions from 2b to b: 4 * 2b * b weights and b of bias.
        for (int width : new int[] {512, 256, 128, 64}) {
            expected += 8L * width * width + width;
        }
        // The last 1x1 to 2 classes.
        expected += 64 * 2 + 2;
        assertThat(expected).isEqualTo(31_037_698);
        assertThat(Zoo.spec("unet").parameters()).isEqualTo(expected);
    }

    @Test
    void lstm() {
        // Four gates of 512 over 256 inputs, then over 512, with PyTorch's two biases:
        // 4*512*(256+512) + 8*512 + 4*512*(512+512) + 8*512 = 1,576,960 + 2,101,248
        assertThat(Zoo.spec("lstm").parameters()).isEqualTo(3_678_208);
    }

    @Test
    void everyValueIsMadeBeforeItIsUsed() {
        Map<String, String> broken = new TreeMap<>();
        for (String name : Zoo.names()) {
            var model = Zoo.spec(name);
            var known = new java.util.HashSet<String>();
            model.inputs().forEach(input -> known.add(input.name()));
            model.weights().forEach(weight -> known.add(weight.name()));
            for (var node : model.nodes()) {
                for (String input : node.inputs()) {
                    if (!input.isEmpty() && !known.contains(input)) {
                        broken.put(name, node.name() + " takes " + input);
                    }
                }
                known.addAll(node.outputs());
            }
            model.outputs().stream()
                    .filter(output -> !known.contains(output.name()))
                    .forEach(output -> broken.put(name, "output " + output.name()));
        }
        assertThat(broken).isEmpty();
    }
}
