package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// EfficientNet B0 to B7 (Tan and Le 2019) and V2 small to large (2021), each at its paper's
/// resolution, as torchvision builds them.
final class EfficientNet {

    /// A run of blocks.
    ///
    /// @param fused one convolution in the place of expansion and depthwise
    private record Stage(
            boolean fused, int expansion, int kernel, int stride, int to, int repeats) {}

    private static final List<Stage> B0 =
            List.of(
                    new Stage(false, 1, 3, 1, 16, 1),
                    new Stage(false, 6, 3, 2, 24, 2),
                    new Stage(false, 6, 5, 2, 40, 2),
                    new Stage(false, 6, 3, 2, 80, 3),
                    new Stage(false, 6, 5, 1, 112, 3),
                    new Stage(false, 6, 5, 2, 192, 4),
                    new Stage(false, 6, 3, 1, 320, 1));

    private static final List<Stage> V2_S =
            List.of(
                    new Stage(true, 1, 3, 1, 24, 2),
                    new Stage(true, 4, 3, 2, 48, 4),
                    new Stage(true, 4, 3, 2, 64, 4),
                    new Stage(false, 4, 3, 2, 128, 6),
                    new Stage(false, 6, 3, 1, 160, 9),
                    new Stage(false, 6, 3, 2, 256, 15));

    private static final List<Stage> V2_M =
            List.of(
                    new Stage(true, 1, 3, 1, 24, 3),
                    new Stage(true, 4, 3, 2, 48, 5),
                    new Stage(true, 4, 3, 2, 80, 5),
                    new Stage(false, 4, 3, 2, 160, 7),
                    new Stage(false, 6, 3, 1, 176, 14),
                    new Stage(false, 6, 3, 2, 304, 18),
                    new Stage(false, 6, 3, 1, 512, 5));

    private static final List<Stage> V2_L =
            List.of(
                    new Stage(true, 1, 3, 1, 32, 4),
                    new Stage(true, 4, 3, 2, 64, 7),
                    new Stage(true, 4, 3, 2, 96, 7),
                    new Stage(false, 4, 3, 2, 192, 10),
                    new Stage(false, 6, 3, 1, 224, 19),
                    new Stage(false, 6, 3, 2, 384, 25),
                    new Stage(false, 6, 3, 1, 640, 7));

    private static final Activation SILU = Activation.SILU;

    private final Vision layers;

    private EfficientNet(String name, double epsilon) {
        this.layers = new Vision(name, epsilon, SILU);
    }

    static Map<String, Supplier<ModelSpec>> models() {
        Map<String, Supplier<ModelSpec>> models = new HashMap<>();
        add(models, "efficientnet_b0", 1.0, 1.0, 224);
        add(models, "efficientnet_b1", 1.0, 1.1, 240);
        add(models, "efficientnet_b2", 1.1, 1.2, 260);
        add(models, "efficientnet_b3", 1.2, 1.4, 300);
        add(models, "efficientnet_b4", 1.4, 1.8, 380);
        add(models, "efficientnet_b5", 1.6, 2.2, 456);
        add(models, "efficientnet_b6", 1.8, 2.6, 528);
        add(models, "efficientnet_b7", 2.0, 3.1, 600);
        addV2(models, "efficientnet_v2_s", V2_S, 384);
        addV2(models, "efficientnet_v2_m", V2_M, 480);
        addV2(models, "efficientnet_v2_l", V2_L, 480);
        return models;
    }

    private static void add(
            Map<String, Supplier<ModelSpec>> models,
            String name,
            double width,
            double depth,
            int size) {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : B0) {
            int to = Widths.multipleOf(8, stage.to() * width);
            int repeats = (int) Math.ceil(stage.repeats() * depth);
            stages.add(
                    new Stage(
                            false, stage.expansion(), stage.kernel(), stage.stride(), to, repeats));
        }
        int stem = Widths.multipleOf(8, 32 * width);
        int last = 4 * stages.getLast().to();
        models.put(name, () -> new EfficientNet(name, 1e-5).graph(stages, stem, last, size));
    }

    private static void addV2(
            Map<String, Supplier<ModelSpec>> models, String name, List<Stage> stages, int size) {
        int stem = stages.getFirst().to();
        models.put(name, () -> new EfficientNet(name, 1e-3).graph(stages, stem, 1280, size));
    }

    private ModelSpec graph(List<Stage> stages, int stem, int last, int size) {
        Image x = convNormAct("features.0", layers.input(size), Convolution.same(stem, 3, 2));
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            for (int i = 0; i < stage.repeats(); i++) {
                String module = "features." + (s + 1) + "." + i;
                x = block(module, x, stage, i == 0 ? stage.stride() : 1);
            }
        }
        String end = "features." + (stages.size() + 1);
        x = convNormAct(end, x, Convolution.same(last, 1, 1));
        return layers.classify("classifier.1", x, 1000);
    }

    private Image block(String module, Image x, Stage stage, int stride) {
        boolean residual = stride == 1 && x.channels() == stage.to();
        int hidden = x.channels() * stage.expansion();
        Image y = x;
        int index = 0;
        if (stage.fused()) {
            Convolution first = Convolution.same(hidden, stage.kernel(), stride);
            y = convNormAct(module + ".block." + index++, y, first);
        } else {
            if (stage.expansion() != 1) {
                y = convNormAct(module + ".block." + index++, y, Convolution.same(hidden, 1, 1));
            }
            Convolution depthwise = Convolution.depthwise(hidden, stage.kernel(), stride);
            y = convNormAct(module + ".block." + index++, y, depthwise);
            int squeezed = Math.max(1, x.channels() / 4);
            String place = module + ".block." + index++;
            y = layers.squeezeExcite(place, y, squeezed, SILU, "Sigmoid");
        }
        if (!stage.fused() || stage.expansion() != 1) {
            y =
                    layers.conv(
                            module + ".block." + index + ".0",
                            y,
                            Convolution.same(stage.to(), 1, 1));
            y = layers.norm(module + ".block." + index + ".1", y, scale(stage, residual));
        }
        return residual ? layers.add(module, y, x) : y;
    }

    /// The gate of squeeze and excitation halves what passes; a fused block has none.
    private static double scale(Stage stage, boolean residual) {
        double full = stage.fused() ? 1 : 1.4;
        return residual ? 0.2 * full : full;
    }

    private Image convNormAct(String module, Image x, Convolution shape) {
        Image y = layers.norm(module + ".1", layers.conv(module + ".0", x, shape));
        return layers.act(module + ".2", y, SILU);
    }
}
