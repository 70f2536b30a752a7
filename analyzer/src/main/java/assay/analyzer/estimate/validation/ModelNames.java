package assay.analyzer.estimate.validation;

import assay.analyzer.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The built-in model that a published table means: its own name, or the name that timm, NVIDIA's
/// examples or a model hub has for the same architecture.
final class ModelNames {
    private static final Map<String, String> SAME =
            Map.ofEntries(
                    Map.entry("mobilenetv2_100", "mobilenet_v2"),
                    Map.entry("mobilenetv3_large_100", "mobilenet_v3_large"),
                    Map.entry("tf_mobilenetv3_large_100", "mobilenet_v3_large"),
                    Map.entry("mobilenetv3_small_100", "mobilenet_v3_small"),
                    Map.entry("mnasnet_050", "mnasnet0_5"),
                    Map.entry("mnasnet_075", "mnasnet0_75"),
                    Map.entry("mnasnet_100", "mnasnet1_0"),
                    Map.entry("swin_tiny_patch4_window7_224", "swin_t"),
                    Map.entry("swin_small_patch4_window7_224", "swin_s"),
                    Map.entry("swin_base_patch4_window7_224", "swin_b"),
                    Map.entry("resnet50 v1.5", "resnet50"),
                    Map.entry("bert-base", "bert_base"),
                    Map.entry("bert-large", "bert_large"));

    private static final Pattern VIT =
            Pattern.compile("vit_(tiny|small|base|large|huge)_patch(\\d+)_224");
    private static final Pattern DEIT = Pattern.compile("deit_(tiny|small|base)_patch16_224");
    private static final Pattern REGNET = Pattern.compile("regnet([xy])_(\\d{3})(?:_tv)?");
    private static final Pattern MIXER = Pattern.compile("mixer_([sbl])(16|32)_224");
    private static final Pattern EFFICIENT = Pattern.compile("(?:tf_)?efficientnet_(b[0-7])");
    private static final Pattern EFFICIENT_V2 = Pattern.compile("(?:tf_)?efficientnetv2_([sml])");

    private static final Map<String, String> VIT_SIZES =
            Map.of("tiny", "ti", "small", "s", "base", "b", "large", "l", "huge", "h");
    private static final Map<String, String> REGNET_SIZES =
            Map.of(
                    "004", "400mf", "008", "800mf", "016", "1_6gf", "032", "3_2gf", "080", "8gf",
                    "160", "16gf", "320", "32gf");

    private ModelNames() {}

    /// The built-in name, or nothing where there is none.
    static Optional<String> builtIn(String name) {
        List<String> known = Zoo.names();
        return Optional.of(translated(name)).filter(known::contains);
    }

    private static String translated(String name) {
        if (Zoo.names().contains(name)) {
            return name;
        }
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        Matcher m = VIT.matcher(lower);
        if (m.matches()) {
            return "vit_" + VIT_SIZES.get(m.group(1)) + "_" + m.group(2);
        }
        m = DEIT.matcher(lower);
        if (m.matches()) {
            return "deit_" + m.group(1);
        }
        m = REGNET.matcher(lower);
        if (m.matches()) {
            return "regnet_" + m.group(1) + "_" + REGNET_SIZES.getOrDefault(m.group(2), "?");
        }
        m = MIXER.matcher(lower);
        if (m.matches()) {
            return "mixer_" + m.group(1) + "_" + m.group(2);
        }
        m = EFFICIENT.matcher(lower);
        if (m.matches()) {
            return "efficientnet_" + m.group(1);
        }
        m = EFFICIENT_V2.matcher(lower);
        if (m.matches()) {
            return "efficientnet_v2_" + m.group(1);
        }
        return SAME.getOrDefault(lower, lower.replace('-', '_'));
    }
}
