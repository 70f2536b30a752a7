package assay.analyzer.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Learned elements of each architecture against what its authors or the reference implementation
/// publish. Running statistics, masks and index tables are not learned.
class PublishedParametersTest {

    /// `num_params` in the metadata of torchvision's weights.
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

    /// Models as Hugging Face's `transformers` builds them: `num_parameters()` of BertModel,
    /// DistilBertModel, GPT2LMHeadModel and T5EncoderModel.
    @ParameterizedTest
    @CsvSource({
        "bert_tiny, 4385920",
        "bert_mini, 11170560",
        "bert_small, 28763648",
        "bert_medium, 41373184",
        "bert_base, 109482240",
        "bert_large, 335141888",
        "distilbert, 66362880",
        "gpt2, 124439808",
        "gpt2_step, 124439808",
        "gpt2_medium, 354823168",
        "gpt2_large, 774030080",
        "gpt2_xl, 1557611200",
        "t5_small_encoder, 35330816",
        "t5_base_encoder, 109628544",
        "t5_large_encoder, 334939648",
    })
    void transformers(String name, long parameters) {
        assertThat(Zoo.spec(name).parameters()).isEqualTo(parameters);
    }

    /// timm's parameter counts (DeiT's paper rounds them to 5, 22 and 86 M).
    @ParameterizedTest
    @CsvSource({
        "deit_tiny, 5717416",
        "deit_small, 22050664",
        "deit_base, 86567656",
        "vit_ti_16, 5717416",
        "vit_s_16, 22050664",
        "vit_s_32, 22878952",
        "mixer_s_16, 18528264",
        "mixer_s_32, 19104624",
        "mixer_b_16, 59880472",
        "mixer_b_32, 60293428",
        "mixer_l_16, 208196168",
        "mixer_l_32, 206939264",
    })
    void timm(String name, long parameters) {
        assertThat(Zoo.spec(name).parameters()).isEqualTo(parameters);
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
    void every_value_is_made_before_it_is_used() {
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
