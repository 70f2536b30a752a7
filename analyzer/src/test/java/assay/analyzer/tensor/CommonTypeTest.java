package assay.analyzer.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import assay.analyzer.tensor.ValueType.SequenceType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommonTypeTest {

    private static final ValueType PAIR = ValueType.tensor(ElementType.FLOAT32, Shape.of(2, 3));

    private static ValueType common(ValueType a, ValueType b) {
        return CommonType.of(a, b, "either");
    }

    /// A list that a loop fills begins empty: what it holds later is told by what is put in.
    @Test
    void anEmptyListSaysNothingOfWhatTheOtherHolds() {
        ValueType empty =
                new SequenceType(
                        ValueType.tensor(ElementType.FLOAT32, Shape.unranked("empty")), List.of());
        SequenceType open = new SequenceType(PAIR);
        assertThat(common(empty, open)).isEqualTo(open);
        assertThat(common(open, empty)).isEqualTo(open);
        assertThat(common(empty, new SequenceType(PAIR, List.of(PAIR, PAIR)))).isEqualTo(open);
    }

    @Test
    void dimsThatDifferAreOpenAndRanksThatDifferToo() {
        ValueType other = ValueType.tensor(ElementType.FLOAT32, Shape.of(2, 4));
        assertThat(common(PAIR, other).toString()).isEqualTo("float32[2, ?]");
        assertThat(common(PAIR, ValueType.tensor(ElementType.FLOAT16, Shape.of(2))).toString())
                .isEqualTo("undefined[...]");
    }
}
