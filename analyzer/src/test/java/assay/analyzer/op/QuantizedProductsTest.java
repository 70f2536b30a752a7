package assay.analyzer.op;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.Dim;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantizedProductsTest {

    private static final Dim N = Dim.symbol("N");

    @Test
    void integerConvolutionDoesTheMacsOfTheFloatOne() {
        SmallModel model =
                new SmallModel()
                        .input("x", ElementType.UINT8, "N", 3, 8, 8)
                        .input("w", ElementType.INT8, 4, 3, 3, 3)
                        .node("ConvInteger", List.of("x", "w"), List.of("y"));
        // 8 - 3 + 1 = 6 rows and columns; 4 x 6 x 6 outputs of 3 x 3 x 3 = 27 products: 3888 a
        // sample
        assertThat(model.typed().type("y").shape())
                .isEqualTo(Shape.of(N, Dim.of(4), Dim.of(6), Dim.of(6)));
        assertThat(model.typed().type("y").elementType()).isEqualTo(ElementType.INT32);
        assertThat(model.cost().macs()).isEqualTo(N.times(3888));
    }

    @Test
    void quantizedMatrixProductTakesTheTypeOfItsZeroPoint() {
        SmallModel model =
                new SmallModel()
                        .input("a", ElementType.UINT8, "N", 64)
                        .input("s", ElementType.FLOAT32)
                        .input("z", ElementType.UINT8)
                        .input("b", ElementType.INT8, 64, 10)
                        .input("zb", ElementType.INT8)
                        .node(
                                "QLinearMatMul",
                                List.of("a", "s", "z", "b", "s", "zb", "s", "z"),
                                List.of("y"));
        assertThat(model.typed().type("y").elementType()).isEqualTo(ElementType.UINT8);
        // 10 outputs of 64 products a row
        assertThat(model.cost().macs()).isEqualTo(N.times(640));
    }
}
