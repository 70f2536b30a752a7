package assay.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionIntervalTest {

    /// Any table of Student's t, column 0.975.
    @ParameterizedTest
    @CsvSource({"4, 2.776", "5, 2.571", "9, 2.262", "19, 2.093", "30, 2.042", "1000, 1.962"})
    void studentsT(int degrees, double t) {
        assertThat(PredictionInterval.t(degrees)).isCloseTo(t, within(0.003 * t));
    }

    /// Logarithms -2, -1, 0, 1, 2: mean 0, variance 10/4, t(4) = 2.776; the reach is 2.776 x 1.5811
    /// x sqrt(1.2) = 4.808.
    @Test
    void theTextbooksFormula() {
        List<Double> values = DoubleStream.of(-2, -1, 0, 1, 2).map(Math::exp).boxed().toList();
        Interval interval = PredictionInterval.of(values);
        assertThat(Math.log(interval.high())).isCloseTo(4.808, within(0.015));
        assertThat(Math.log(interval.low())).isCloseTo(-4.808, within(0.015));
    }

    /// 2,000 times ten draws and one more: 95 % of the last lie inside, give or take four standard
    /// errors of 0.5 %.
    @Test
    void itHoldsWhatItPromises() {
        Random random = new Random(7);
        int inside = 0;
        for (int i = 0; i < 2000; i++) {
            List<Double> past =
                    DoubleStream.generate(() -> Math.exp(0.05 * random.nextGaussian()))
                            .limit(10)
                            .boxed()
                            .toList();
            double next = Math.exp(0.05 * random.nextGaussian());
            Interval interval = PredictionInterval.of(past);
            inside += interval.low() <= next && next <= interval.high() ? 1 : 0;
        }
        assertThat(inside / 2000.0).isBetween(0.93, 0.97);
    }

    @Test
    void tooFewSayNothing() {
        assertThatThrownBy(() -> PredictionInterval.of(List.of(1.0, 1.1, 1.2, 1.3)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
