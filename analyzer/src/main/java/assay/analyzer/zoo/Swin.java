package assay.analyzer.zoo;

import assay.analyzer.onnx.Fill;
import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.WeightSpec;
import assay.analyzer.tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Swin transformers tiny to base (Liu et al. 2021), as torchvision builds them: attention within
/// windows of 7x7, every other block with the windows shifted by 3.
final class Swin {

    private static final int WINDOW = 7;
    private static final int SHIFT = WINDOW / 2;
    private static final int AREA = WINDOW * WINDOW;
    private static final double EPSILON = 1e-5;

    private final Vision layers;
    private final Network net;

    private Swin(String name) {
        this.layers = new Vision(name, EPSILON, Activation.GELU);
        this.net = layers.network();
    }

    static Map<String, Supplier<ModelSpec>> models() {
        return Map.of(
                "swin_t", () -> new Swin("swin_t").graph(96, 3, 2, 2, 6, 2),
                "swin_s", () -> new Swin("swin_s").graph(96, 3, 2, 2, 18, 2),
                "swin_b", () -> new Swin("swin_b").graph(128, 4, 2, 2, 18, 2));
    }

    private ModelSpec graph(int width, int heads, int... depths) {
        Image x = layers.input(224);
        x = layers.conv("features.0.0", x, new Convolution(width, 4, 4, 0, 1, true), 1);
        x = of(x, transpose("features.0.1", x.value(), 0, 2, 3, 1));
        x = norm("features.0.2", x);
        for (int stage = 0; stage < depths.length; stage++) {
            if (stage > 0) {
                x = merge("features." + 2 * stage, x);
            }
            String module = "features." + (2 * stage + 1);
            for (int i = 0; i < depths[stage]; i++) {
                boolean shifted = i % 2 == 1 && x.height() > WINDOW;
                x = block(module + "." + i, x, heads << stage, shifted);
            }
        }
        x = norm("norm", x);
        x = of(x, transpose("permute", x.value(), 0, 3, 1, 2));
        return layers.classify("head", x, 1000);
    }

    /// The image's value replaced; between the first and the last transposition channels stand
    /// last.
    private static Image of(Image image, String value) {
        return new Image(value, image.channels(), image.height(), image.width());
    }

    private Image norm(String module, Image x) {
        return of(x, Dense.layerNorm(net, module, x.value(), x.channels(), EPSILON));
    }

    private Image block(String module, Image x, int heads, boolean shifted) {
        int width = x.channels();
        String y = norm(module + ".norm1", x).value();
        y = windowed(module + ".attn", of(x, y), heads, shifted);
        Image sum = of(x, net.op(module, "Add", List.of(x.value(), y)));
        y = norm(module + ".norm2", sum).value();
        y = Dense.linear(net, module + ".mlp.0", y, width, 4 * width);
        y = Dense.gelu(net, module + ".mlp.1", y);
        y = Dense.linear(net, module + ".mlp.3", y, 4 * width, width, 0.5);
        return of(x, net.op(module, "Add", List.of(sum.value(), y)));
    }

    private String windowed(String module, Image x, int heads, boolean shifted) {
        int rows = x.height() / WINDOW;
        int columns = x.width() / WINDOW;
        int width = x.channels();
        String y = shifted ? roll(module, x, SHIFT) : x.value();
        y = reshape(module, y, 0, rows, WINDOW, columns, WINDOW, width);
        y = transpose(module, y, 0, 1, 3, 2, 4, 5);
        y = reshape(module, y, -1, AREA, width);
        y = attention(module, y, width, heads, shifted ? x : null);
        y = reshape(module, y, -1, rows, columns, WINDOW, WINDOW, width);
        y = transpose(module, y, 0, 1, 3, 2, 4, 5);
        y = reshape(module, y, -1, x.height(), x.width(), width);
        return shifted ? roll(module, of(x, y), -SHIFT) : y;
    }

    /// @param shifted the image whose windows wrap around its edges, or null
    private String attention(
            String module, String x, int width, int heads, @Nullable Image shifted) {
        int size = width / heads;
        String joined = Dense.linear(net, module + ".qkv", x, width, 3 * width);
        String y = reshape(module, joined, 0, 0, 3, heads, size);
        y = transpose(module, y, 2, 0, 3, 1, 4);
        String query = part(module, y, 0);
        String key = transpose(module, part(module, y, 1), 0, 1, 3, 2);
        String value = part(module, y, 2);
        Attention attention = new Attention(net, module, heads, size);
        String scores = attention.scores(query, key);
        scores = net.op(module, "Add", List.of(scores, positionBias(module, heads)));
        if (shifted != null) {
            long windows = (long) shifted.height() * shifted.width() / AREA;
            String mask =
                    net.op(module, "Unsqueeze", List.of(mask(shifted), net.integers(module, 0, 2)));
            scores = reshape(module, scores, -1, windows, heads, AREA, AREA);
            scores = net.op(module, "Add", List.of(scores, mask));
            scores = reshape(module, scores, -1, heads, AREA, AREA);
        }
        String context = attention.context(scores, null, value);
        return Dense.linear(net, module + ".proj", context, width, width, 0.5);
    }

    private String part(String module, String joined, int number) {
        return net.op(module, "Gather", List.of(joined, net.integer(module, number)), "axis", 0);
    }

    /// `[1, heads, 49, 49]`: a learned bias for each offset between two places of a window.
    private String positionBias(String module, int heads) {
        int offsets = (2 * WINDOW - 1) * (2 * WINDOW - 1);
        String name = module + ".relative_position_bias_table";
        String table = net.weight(name, Fill.Uniform.ofDeviation(0.2), offsets, heads);
        String index = "relative_position_index";
        if (!net.has(index)) {
            fixed(index, ElementType.INT64, SwinTables.offsets(WINDOW), AREA * AREA);
        }
        String bias = net.op(module, "Gather", List.of(table, index), "axis", 0);
        bias = reshape(module, bias, AREA, AREA, heads);
        bias = transpose(module, bias, 2, 0, 1);
        return Shapes.unsqueeze(net, module, bias, 0);
    }

    /// `[windows, 49, 49]`: rules out pairs that became neighbours only by the shift.
    private String mask(Image x) {
        String name = "attn_mask_" + x.height() + "x" + x.width();
        if (!net.has(name)) {
            List<Double> mask = SwinTables.mask(x.height(), x.width(), WINDOW, SHIFT);
            long windows = (long) x.height() * x.width() / AREA;
            fixed(name, ElementType.FLOAT32, mask, windows, AREA, AREA);
        }
        return name;
    }

    private void fixed(String name, ElementType type, List<Double> values, long... dims) {
        List<Long> shape = Arrays.stream(dims).boxed().toList();
        net.fixed(name, type, WeightSpec.Role.CONSTANT, new Fill.Values(values), shape);
    }

    /// Moves the image by `shift` up and left, what leaves coming back at the other side.
    private String roll(String module, Image x, int shift) {
        String y = x.value();
        for (int axis = 1; axis <= 2; axis++) {
            int size = axis == 1 ? x.height() : x.width();
            int cut = Math.floorMod(shift, size);
            String end = slice(module, y, axis, cut, Long.MAX_VALUE, 1);
            String start = slice(module, y, axis, 0, cut, 1);
            y = net.op(module, "Concat", List.of(end, start), "axis", axis);
        }
        return y;
    }

    /// Patch merging: each 2x2 becomes one vector of four times the width, then twice.
    private Image merge(String module, Image x) {
        List<String> corners = new ArrayList<>();
        for (int column = 0; column < 2; column++) {
            for (int row = 0; row < 2; row++) {
                String rows = slice(module, x.value(), 1, row, Long.MAX_VALUE, 2);
                corners.add(slice(module, rows, 2, column, Long.MAX_VALUE, 2));
            }
        }
        int width = x.channels();
        String y = net.op(module, "Concat", corners, "axis", -1);
        y = Dense.layerNorm(net, module + ".norm", y, 4 * width, EPSILON);
        y = Dense.linearWithoutBias(net, module + ".reduction", y, 4 * width, 2 * width, 1);
        return new Image(y, 2 * width, x.height() / 2, x.width() / 2);
    }

    private String slice(String module, String x, int axis, long from, long to, long step) {
        return net.op(
                module,
                "Slice",
                List.of(
                        x,
                        net.integers(module, from),
                        net.integers(module, to),
                        net.integers(module, axis),
                        net.integers(module, step)));
    }

    private String reshape(String module, String x, long... shape) {
        return net.op(module, "Reshape", List.of(x, net.integers(module, shape)));
    }

    private String transpose(String module, String x, long... order) {
        return net.op(module, "Transpose", List.of(x), "perm", order);
    }
}
