package assay.analyzer.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DimTest {

    private static final Dim N = Dim.symbol("N");
    private static final Dim H = Dim.symbol("H");

    @Test
    void sumsAndProductsHaveOneNormalForm() {
        // (N + 2)(H + 3) = N*H + 3N + 2H + 6, in whatever order it is built
        Dim left = N.plus(2).times(H.plus(3));
        Dim right = Dim.sum(List.of(Dim.of(6), H.times(2), N.times(3), H.times(N)));
        assertThat(left).isEqualTo(right);
        assertThat(left).hasToString("H*N + 2*H + 3*N + 6");
        assertThat(N.minus(N)).isEqualTo(Dim.of(0));
        assertThat(N.times(N).times(3)).hasToString("3*N^2");
    }

    @Test
    void whatDividesLeavesTheQuotient() {
        // floor((2H + 3)/2) = H + floor(3/2) = H + 1
        assertThat(H.times(2).plus(3).floorDiv(2)).isEqualTo(H.plus(1));
        assertThat(H.times(N).times(6).floorDiv(N.times(3))).isEqualTo(H.times(2));
        assertThat(N.floorDiv(N)).isEqualTo(Dim.of(1));
        // floor(floor((H-1)/2)/2) = floor((H-1)/4)
        assertThat(H.minus(1).floorDiv(2).floorDiv(2)).isEqualTo(H.minus(1).floorDiv(4));
        // a stride-2 convolution on 224 rows: floor((224 + 2*3 - 7)/2) + 1 = floor(223/2) + 1 = 112
        assertThat(H.minus(1).floorDiv(2).plus(1).bind(Bindings.of("H", 224)).number())
                .hasValue(112);
    }

    @Test
    void ceilingsAreFloors() {
        assertThat(Dim.of(7).ceilDiv(Dim.of(2))).isEqualTo(Dim.of(4));
        assertThat(Dim.of(8).ceilDiv(Dim.of(2))).isEqualTo(Dim.of(4));
        assertThat(H.ceilDiv(Dim.of(2)).bind(Bindings.of("H", 5)).number()).hasValue(3);
    }

    @Test
    void extremaAreDecidedWhereTheyCanBe() {
        assertThat(N.plus(1).max(N)).isEqualTo(N.plus(1));
        assertThat(N.min(N.plus(1))).isEqualTo(N);
        assertThat(N.max(Dim.of(0))).isEqualTo(N);
        assertThat(N.max(H)).isEqualTo(H.max(N));
        assertThat(N.max(H).bind(Bindings.of("N", 3).with("H", 5)).number()).hasValue(5);
    }

    @Test
    void unknownTravelsWithItsReasonAndZeroAbsorbsIt() {
        Dim unknown = Dim.unknown("depends on data");
        assertThat(N.plus(unknown)).isEqualTo(unknown);
        assertThat(unknown.times(N)).isEqualTo(unknown);
        assertThat(unknown.times(0)).isEqualTo(Dim.of(0));
        assertThat(unknown.floorDiv(2)).isEqualTo(unknown);
    }

    @Test
    void overflowIsUnknownNotWrong() {
        assertThat(Dim.of(Long.MAX_VALUE).plus(1).isUnknown()).isTrue();
        assertThat(Dim.of(1L << 40).times(1L << 40).isUnknown()).isTrue();
        assertThat(N.times(1L << 40).times(1L << 40).isUnknown()).isTrue();
        assertThat(Dim.of(5).floorDiv(0).isUnknown()).isTrue();
    }

    @Test
    void symbolsAreListedAndBound() {
        Dim dim = N.times(H.minus(1).floorDiv(2).plus(1));
        assertThat(dim.symbols()).containsExactly("H", "N");
        assertThat(dim.bind(Bindings.of("H", 9)).symbols()).containsExactly("N");
        // N * (floor(8/2) + 1) = 5N
        assertThat(dim.bind(Bindings.of("H", 9))).isEqualTo(N.times(5));
    }

    @Test
    void anExpressionThatDoublesWithEachStepEndsAsUnknown() {
        // max(floor(d/3), floor(d/5)) holds d twice: 2^30 parts after 30 steps, which nobody could
        // print
        Dim dim = N;
        for (int step = 0; step < 30; step++) {
            dim = dim.plus(1).floorDiv(3).max(dim.plus(2).floorDiv(5));
        }
        assertThat(dim)
                .isInstanceOfSatisfying(
                        Dim.Unknown.class,
                        unknown -> assertThat(unknown.because()).contains("parts"));
        // what stands once stays: ((N + 1)/2 + 1)/2 ... 15 times, as in a deep pyramid
        Dim once = N;
        for (int step = 0; step < 15; step++) {
            once = once.plus(1).max(H).floorDiv(2);
        }
        assertThat(once.bind(Bindings.of("N", 0).with("H", 0)).number()).hasValue(0);
    }
}
