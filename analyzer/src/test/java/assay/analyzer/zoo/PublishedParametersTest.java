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
    })
    void torchvision(String name, long parameters) {
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
