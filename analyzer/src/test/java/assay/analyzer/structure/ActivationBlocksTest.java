package assay.analyzer.structure;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.op.SmallModel;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.TensorValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Activations that exporters write out in primitives, in their several spellings.
class ActivationBlocksTest {

    private static TensorValue real(double value) {
        return new TensorValue.Reals(ElementType.FLOAT32, List.of(), List.of(value));
    }

    private static SmallModel convolution() {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, "N", 8, 16, 16)
                .weight("w", ElementType.FLOAT32, 8L, 8L, 3L, 3L)
                .constant("zero", real(0))
                .constant("third", real(3))
                .constant("sixth", real(6))
                .constant("inverse", real(1.0 / 6))
                .constant("tenth", real(0.1))
                .node("Conv", List.of("x", "w"), List.of("c"));
    }

    private static Map<String, Integer> counts(SmallModel model) {
        return Structure.of(model.output("y").typed()).blockCounts();
    }

    /// x * relu6(x + 3) / 6, the division after or before the product, or as a factor.
    @Test
    void hardSwishInThreeSpellings() {
        SmallModel clipped =
                convolution()
                        .node("Add", List.of("c", "third"), List.of("p"))
                        .node("Clip", List.of("p", "zero", "sixth"), List.of("k"));
        clipped.node("Mul", List.of("c", "k"), List.of("m"))
                .node("Div", List.of("m", "sixth"), List.of("y"));
        assertThat(counts(clipped)).isEqualTo(Map.of("HardSwish", 1, "ConvHardSwish", 1));

        SmallModel divided =
                convolution()
                        .node("Add", List.of("c", "third"), List.of("p"))
                        .node("Clip", List.of("p", "zero", "sixth"), List.of("k"))
                        .node("Mul", List.of("k", "inverse"), List.of("d"))
                        .node("Mul", List.of("d", "c"), List.of("y"));
        assertThat(counts(divided)).isEqualTo(Map.of("HardSwish", 1, "ConvHardSwish", 1));

        SmallModel operator =
                convolution()
                        .node("HardSigmoid", List.of("c"), List.of("g"))
                        .node("Mul", List.of("c", "g"), List.of("y"));
        assertThat(counts(operator)).isEqualTo(Map.of("HardSwish", 1, "ConvHardSwish", 1));
    }

    @Test
    void mishAndLeakyReluAndClips() {
        SmallModel mish =
                convolution()
                        .node("Softplus", List.of("c"), List.of("s"))
                        .node("Tanh", List.of("s"), List.of("t"))
                        .node("Mul", List.of("c", "t"), List.of("y"));
        assertThat(counts(mish)).isEqualTo(Map.of("Mish", 1, "ConvMish", 1));

        SmallModel leaky =
                convolution()
                        .node("Mul", List.of("c", "tenth"), List.of("s"))
                        .node("Max", List.of("c", "s"), List.of("y"));
        assertThat(counts(leaky)).isEqualTo(Map.of("LeakyRelu", 1, "ConvLeakyRelu", 1));

        SmallModel six = convolution().node("Clip", List.of("c", "zero", "sixth"), List.of("y"));
        assertThat(counts(six)).isEqualTo(Map.of("ConvRelu6", 1));
        SmallModel relu = convolution().node("Clip", List.of("c", "zero"), List.of("y"));
        assertThat(counts(relu)).isEqualTo(Map.of("ConvRelu", 1));
        SmallModel clip = convolution().node("Clip", List.of("c", "tenth", "sixth"), List.of("y"));
        assertThat(counts(clip)).isEqualTo(Map.of("ConvClip", 1));
    }
}
