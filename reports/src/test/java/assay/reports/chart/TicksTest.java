package assay.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import assay.reports.card.Numbers;
import assay.reports.card.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static List<String> labels(Ticks ticks) {
        return ticks.marks().stream().map(Ticks.Mark::label).toList();
    }

    /// 1.3 GiB in steps of a round number of GiB, not of the 250 MiB that a fifth of it is.
    @Test
    void bytesAreMarkedInTheUnitOfTheAxis() {
        assertThat(labels(Ticks.linear(1.3 * (1 << 30), Unit.BYTES, 1.1)))
                .containsExactly("0", "0.5", "1");
        assertThat(labels(Ticks.linear(930.0 * (1 << 20), Unit.BYTES, 1.1)))
                .containsExactly("0", "200", "400", "600", "800", "1,000");
    }

    /// Nothing beside the axis would say that they are thousands.
    @Test
    void countsAreMarkedInFull() {
        assertThat(labels(Ticks.linear(2_000, Unit.COUNT, 1)))
                .containsExactly("0", "500", "1,000", "1,500", "2,000");
        assertThat(labels(Ticks.linear(2, Unit.COUNT, 1))).containsExactly("0", "1", "2");
    }

    @Test
    void aLogarithmicAxisHasMarksHoweverShortItIs() {
        assertThat(labels(Ticks.log(17, 29, v -> Numbers.tick(v, 1))))
                .containsExactly("14", "16", "18", "20", "25", "30", "35");
        assertThat(labels(Ticks.log(0.017, 2.18, v -> Numbers.tick(v, 1))))
                .containsExactly("0.02", "0.05", "0.1", "0.2", "0.5", "1", "2");
        assertThat(labels(Ticks.log(1, 1e5, v -> Numbers.tick(v, 1))))
                .containsExactly("1", "10", "100", "1,000", "10,000", "100,000");
    }
}
