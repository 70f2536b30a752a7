package assay.analyzer.zoo;

import assay.analyzer.onnx.ModelSpec;
import assay.analyzer.onnx.OnnxWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Standard architectures by name, with seeded random weights.
public final class Zoo {

    /// Room for the graph beside the weights, far above what any architecture needs.
    private static final long GRAPH_BYTES = 16 << 20;

    private static final SortedMap<String, Supplier<ModelSpec>> ARCHITECTURES =
            new TreeMap<>(Map.of("resnet18", ResNet18Gluon::build));

    static {
        ARCHITECTURES.putAll(ResNet.models());
        ARCHITECTURES.putAll(Vgg.models());
        ARCHITECTURES.putAll(MobileNetV2.models());
        ARCHITECTURES.putAll(UNet.models());
        ARCHITECTURES.putAll(Lstm.models());
        ARCHITECTURES.putAll(Bert.models());
        ARCHITECTURES.putAll(Gpt2.models());
        ARCHITECTURES.putAll(VisionTransformer.models());
        ARCHITECTURES.putAll(AlexNet.models());
        ARCHITECTURES.putAll(SqueezeNet.models());
        ARCHITECTURES.putAll(DenseNet.models());
        ARCHITECTURES.putAll(MobileNetV3.models());
        ARCHITECTURES.putAll(EfficientNet.models());
        ARCHITECTURES.putAll(RegNet.models());
        ARCHITECTURES.putAll(MnasNet.models());
        ARCHITECTURES.putAll(ShuffleNetV2.models());
        ARCHITECTURES.putAll(ConvNext.models());
        ARCHITECTURES.putAll(Swin.models());
        ARCHITECTURES.putAll(Mixer.models());
        ARCHITECTURES.putAll(T5Encoder.models());
    }

    private Zoo() {}

    /// Every name that [#spec] knows, sorted.
    public static List<String> names() {
        return List.copyOf(ARCHITECTURES.keySet());
    }

    /// The architecture of that name.
    ///
    /// @throws IllegalArgumentException if there is none; the message is one sentence for the user
    public static ModelSpec spec(String name) {
        Supplier<ModelSpec> architecture = ARCHITECTURES.get(name);
        if (architecture == null) {
            throw new IllegalArgumentException(
                    "there is no built-in model '" + name + "'; `assay model --list` shows them");
        }
        return architecture.get();
    }

    /// Writes the architecture of that name as an ONNX file, its weights in float32; in a second
    /// file beside it, `NAME.data`, where together they would pass the 2 GiB that ONNX Runtime
    /// reads.
    ///
    /// @throws IllegalArgumentException if there is no such architecture
    /// @throws java.io.UncheckedIOException if the file cannot be written
    public static void write(String name, Path path, long seed) {
        ModelSpec model = spec(name);
        if (model.weightBytes() + GRAPH_BYTES > OnnxWriter.LONGEST_MESSAGE) {
            OnnxWriter.writeApart(model, path, seed);
        } else {
            OnnxWriter.write(model, path, seed);
        }
    }
}
