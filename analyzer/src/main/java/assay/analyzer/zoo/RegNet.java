package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// RegNet X and Y (Radosavovic et al. 2020): stage widths follow from four numbers; Y adds squeeze
/// and excitation.
final class RegNet {

    private static final int STEM = 32;

    /// Blocks of equal width in a row.
    private record Stage(int width, int depth, int groupWidth) {}

    private final Vision layers;
    private final boolean squeezes;

    private RegNet(String name) {
        this.layers = new Vision(name, 1e-5, Activation.RELU);
        this.squeezes = name.startsWith("regnet_y");
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "regnet_x_400mf", 22, 24, 24.48, 2.54, 16);
        add(models, "regnet_x_800mf", 16, 56, 35.73, 2.28, 16);
        add(models, "regnet_x_1_6gf", 18, 80, 34.01, 2.25, 24);
        add(models, "regnet_x_3_2gf", 25, 88, 26.31, 2.25, 48);
        add(models, "regnet_x_8gf", 23, 80, 49.56, 2.88, 120);
        add(models, "regnet_x_16gf", 22, 216, 55.59, 2.1, 128);
        add(models, "regnet_x_32gf", 23, 320, 69.86, 2.0, 168);
        add(models, "regnet_y_400mf", 16, 48, 27.89, 2.09, 8);
        add(models, "regnet_y_800mf", 14, 56, 38.84, 2.4, 16);
        add(models, "regnet_y_1_6gf", 27, 48, 20.71, 2.65, 24);
        add(models, "regnet_y_3_2gf", 21, 80, 42.63, 2.66, 24);
        add(models, "regnet_y_8gf", 17, 192, 76.82, 2.19, 56);
        add(models, "regnet_y_16gf", 18, 200, 106.23, 2.48, 112);
        add(models, "regnet_y_32gf", 20, 232, 115.89, 2.53, 232);
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models,
            String name,
            int depth,
            int firstWidth,
            double slope,
            double ratio,
            int groupWidth) {
        List<Stage> stages = stages(depth, firstWidth, slope, ratio, groupWidth);
        models.put(name, () -> new RegNet(name).graph(stages));
    }

    /// Block `j` would like width `firstWidth + slope·j`; it gets the nearest `firstWidth·ratio^k`,
    /// rounded to a multiple of 8 and then of the group width.
    private static List<Stage> stages(
            int depth, int firstWidth, double slope, double ratio, int groupWidth) {
        List<Stage> stages = new ArrayList<>();
        int width = 0;
        int count = 0;
        for (int j = 0; j <= depth; j++) {
            double wanted = firstWidth + slope * j;
            double power = Math.rint(Math.log(wanted / firstWidth) / Math.log(ratio));
            int next = 8 * (int) Math.rint(firstWidth * Math.pow(ratio, power) / 8);
            if (j == depth || next != width) {
                if (count > 0) {
                    int group = Math.min(groupWidth, width);
                    stages.add(new Stage(Widths.multipleOf(group, width), count, group));
                }
                width = next;
                count = 0;
            }
            count++;
        }
        return stages;
    }

    private ModelSpec graph(List<Stage> stages) {
        Image x = layers.input(224);
        x = convNormAct("stem", x, Convolution.same(STEM, 3, 2));
        for (int s = 0; s < stages.size(); s++) {
            for (int i = 0; i < stages.get(s).depth(); i++) {
                String module = "trunk_output.block" + (s + 1) + "." + i;
                x = block(module, x, stages.get(s), i == 0 ? 2 : 1);
            }
        }
        return layers.classify("fc", x, 1000);
    }

    private Image block(String module, Image x, Stage stage, int stride) {
        int to = stage.width();
        Image shortcut = x;
        if (stride != 1 || x.channels() != to) {
            shortcut = layers.conv(module + ".proj.0", x, Convolution.same(to, 1, stride));
            shortcut = layers.norm(module + ".proj.1", shortcut, 0.8);
        }
        Image y = convNormAct(module + ".f.a", x, Convolution.same(to, 1, 1));
        Convolution grouped = Convolution.same(to, 3, stride).grouped(to / stage.groupWidth());
        y = convNormAct(module + ".f.b", y, grouped);
        if (squeezes) {
            int squeezed = (int) Math.rint(0.25 * x.channels());
            y = layers.squeezeExcite(module + ".f.se", y, squeezed, Activation.RELU, "Sigmoid");
        }
        y = layers.conv(module + ".f.c.0", y, Convolution.same(to, 1, 1));
        y = layers.norm(module + ".f.c.1", y, 0.4);
        return layers.act(module + ".activation", layers.add(module, shortcut, y), Activation.RELU);
    }

    private Image convNormAct(String module, Image x, Convolution shape) {
        Image y = layers.norm(module + ".1", layers.conv(module + ".0", x, shape));
        return layers.act(module + ".2", y, Activation.RELU);
    }
}
