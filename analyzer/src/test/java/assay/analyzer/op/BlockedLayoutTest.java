package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.graph.Attribute;
import assay.analyzer.tensor.ElementType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ONNX Runtime holds channels in blocks of 8 or of 16, as wide as the vectors of the machine that
/// optimised the model.
class BlockedLayoutTest {

    private static final String DOMAIN = "com.microsoft.nchwc";

    /// A convolution to `filled` channels of which `wanted` are taken out again, and beside it an
    /// image of `channels` taken in.
    private static String takenIn(long filled, long wanted, long channels) {
        return new SmallModel()
                .input("x", ElementType.FLOAT32, 1, 3, 8, 8)
                .input("z", ElementType.FLOAT32, 1, channels, 8, 8)
                .weight("w", ElementType.FLOAT32, filled, 3L, 1L, 1L)
                .node(DOMAIN, "Conv", List.of("x", "w"), List.of("c"), Map.of())
                .node(
                        DOMAIN,
                        "ReorderOutput",
                        List.of("c"),
                        List.of("r"),
                        Map.of("channels", new Attribute.Int(wanted)))
                .node(DOMAIN, "ReorderInput", List.of("z"), List.of("y"), Map.of())
                .typed()
                .type("y")
                .toString();
    }

    /// 104 = 13 x 8 fill 112 = 7 x 16; 24 fill 24 = 3 x 8 or 32 = 2 x 16.
    @ParameterizedTest
    @CsvSource({
        "112, 104, 24, 32",
        "104, 104, 24, 24",
        "112, 112, 24, ?",
        "112, 112, 12, 16",
        "112, 112, 48, 48",
    })
    void whatConvolutionsMakeTellsTheBlock(
            long filled, long wanted, long channels, String blocked) {
        assertThat(takenIn(filled, wanted, channels))
                .isEqualTo("float32[1, " + blocked + ", 8, 8]");
    }

    @Test
    void whatComesOutHasTheChannelsThatAreWanted() {
        assertThat(
                        OneNode.of(DOMAIN, "ReorderOutput")
                                .with("channels", 24)
                                .with("channels_last", 1)
                                .input("N 32 8 8")
                                .type())
                .isEqualTo("float32[N, 8, 8, 24]");
    }
}
