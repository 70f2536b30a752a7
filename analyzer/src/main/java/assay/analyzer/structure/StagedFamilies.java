package assay.analyzer.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Networks that are told by the stages of what they repeat: how many units each has, and how wide
/// they are.
final class StagedFamilies {

    /// The 3x3 convolution inside the first residual unit.
    record Inside(long channels, long groups) {}

    /// Basic blocks 64-128-256-512 wide (He et al. 2015, table 1).
    private static final Map<List<Integer>, String> BASIC =
            Map.of(List.of(2, 2, 2, 2), "ResNet-18", List.of(3, 4, 6, 3), "ResNet-34");

    /// Bottleneck blocks 256-512-1024-2048 wide (the same table).
    private static final Map<List<Integer>, String> DEPTHS =
            Map.of(
                    List.of(3, 4, 6, 3), "50",
                    List.of(3, 4, 23, 3), "101",
                    List.of(3, 8, 36, 3), "152");

    /// Dense layers of each block (Huang et al. 2016, table 1).
    private static final Map<List<Integer>, String> DENSE =
            Map.of(
                    List.of(6, 12, 24, 16), "DenseNet-121",
                    List.of(6, 12, 32, 32), "DenseNet-169",
                    List.of(6, 12, 48, 32), "DenseNet-201",
                    List.of(6, 12, 36, 24), "DenseNet-161");

    /// Units of each stage, then their widths. For attention over images the widths are heads.
    /// EfficientNet: Tan and Le 2019 and 2021, scaled and rounded to multiples of 8; MobileNetV2:
    /// Sandler et al. 2018, table 2; MobileNetV3: Howard et al. 2019, tables 1 and 2; MNASNet-B1:
    /// Tan et al. 2018, figure 7; ConvNeXt: Liu et al. 2022, section 3; Swin: Liu et al. 2021,
    /// section 3.3.
    private static final Map<List<Long>, String> STAGED =
            Map.ofEntries(
                    entry("MobileNetV2", "1-2-3-4-3-3-1", "16-24-32-64-96-160-320"),
                    entry("MobileNetV3-Large", "1-2-3-4-2-3", "16-24-40-80-112-160"),
                    entry("MobileNetV3-Small", "1-2-3-2-3", "16-24-40-48-96"),
                    entry("MNASNet 1.0", "1-3-3-3-2-4-1", "16-24-40-80-96-192-320"),
                    entry("EfficientNet-B0", "1-2-2-3-3-4-1", "16-24-40-80-112-192-320"),
                    entry("EfficientNet-B1", "2-3-3-4-4-5-2", "16-24-40-80-112-192-320"),
                    entry("EfficientNet-B2", "2-3-3-4-4-5-2", "16-24-48-88-120-208-352"),
                    entry("EfficientNet-B3", "2-3-3-5-5-6-2", "24-32-48-96-136-232-384"),
                    entry("EfficientNet-B4", "2-4-4-6-6-8-2", "24-32-56-112-160-272-448"),
                    entry("EfficientNet-B5", "3-5-5-7-7-9-3", "24-40-64-128-176-304-512"),
                    entry("EfficientNet-B6", "3-6-6-8-8-11-3", "32-40-72-144-200-344-576"),
                    entry("EfficientNet-B7", "4-7-7-10-10-13-4", "32-48-80-160-224-384-640"),
                    entry("EfficientNetV2-S", "6-9-15", "128-160-256"),
                    entry("EfficientNetV2-M", "7-14-18-5", "160-176-304-512"),
                    entry("EfficientNetV2-L", "10-19-25-7", "192-224-384-640"),
                    entry("ConvNeXt-T", "3-3-9-3", "96-192-384-768"),
                    entry("ConvNeXt-S", "3-3-27-3", "96-192-384-768"),
                    entry("ConvNeXt-B", "3-3-27-3", "128-256-512-1024"),
                    entry("ConvNeXt-L", "3-3-27-3", "192-384-768-1536"),
                    entry("Swin-T", "2-2-6-2", "3-6-12-24"),
                    entry("Swin-S", "2-2-18-2", "3-6-12-24"),
                    entry("Swin-B", "2-2-18-2", "4-8-16-32"));

    private StagedFamilies() {}

    private static Map.Entry<List<Long>, String> entry(String name, String counts, String widths) {
        List<Long> key = new ArrayList<>();
        for (String number : (counts + "-" + widths).split("-", -1)) {
            key.add(Long.parseLong(number));
        }
        return Map.entry(key, name);
    }

    /// Name of the network that repeats units so; null when none is known.
    static @Nullable String name(Repetition repetition, Supplier<Inside> inside) {
        return switch (repetition.unit()) {
            case "basic block" ->
                    repetition.widths().equals(List.of(64L, 128L, 256L, 512L))
                            ? BASIC.get(repetition.counts())
                            : null;
            case "bottleneck block" ->
                    repetition.widths().equals(List.of(256L, 512L, 1024L, 2048L))
                            ? bottleneck(DEPTHS.get(repetition.counts()), inside.get())
                            : null;
            case "dense layer" -> DENSE.get(repetition.counts());
            case "shuffle unit" ->
                    repetition.counts().equals(List.of(4, 8, 4)) ? "ShuffleNetV2" : null;
            case "Fire module" -> repetition.total() == 8 ? "SqueezeNet" : null;
            case "inverted residual block", "ConvNeXt block", "encoder layer" -> {
                List<Long> key = new ArrayList<>();
                repetition.counts().forEach(count -> key.add((long) count));
                key.addAll(repetition.widths());
                yield STAGED.get(key);
            }
            default -> null;
        };
    }

    /// ResNets are 64 wide inside; wide ones 128; ResNeXt splits its 3x3 convolution into groups
    /// (Xie et al. 2016, table 1).
    private static @Nullable String bottleneck(@Nullable String depth, Inside inside) {
        if (depth == null) {
            return null;
        }
        if (inside.groups() == 1) {
            return inside.channels() == 64
                    ? "ResNet-" + depth
                    : inside.channels() == 128 ? "Wide ResNet-" + depth + "-2" : null;
        }
        return inside.groups() > 1 && inside.channels() % inside.groups() == 0
                ? "ResNeXt-%s %dx%dd"
                        .formatted(depth, inside.groups(), inside.channels() / inside.groups())
                : null;
    }
}
